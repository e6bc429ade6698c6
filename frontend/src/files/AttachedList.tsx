import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { Attached } from "../live/outbox";
import classes from "./files.module.css";
import { sizeWords } from "./sizes";
import { TransferChip } from "./TransferChip";
import { useDesk } from "./UploadsProvider";

/** The files of a message that is not sent yet: those of this tab as they move, others by name. */
export function AttachedList({ attached }: { attached: Attached[] }) {
  const { t } = useTranslation("files");
  const transfers = useStore(useDesk().store);
  if (!attached.length) return null;
  return (
    <ul className={classes.chips} aria-label={t("sending.list")}>
      {attached.map(({ upload, name, size }) => {
        const transfer = transfers[upload];
        if (transfer) return <TransferChip key={upload} transfer={transfer} />;
        return (
          <li key={upload} className={classes.chip}>
            <span className={classes.chipName} dir="auto">
              {name}
            </span>
            <span className={classes.chipState}>{sizeWords(size)}</span>
          </li>
        );
      })}
    </ul>
  );
}
