import { useTranslation } from "react-i18next";
import classes from "./files.module.css";
import { sizeWords } from "./sizes";
import { paceWords } from "./stateWords";
import { TransferChip } from "./TransferChip";
import { overall, type Transfer } from "./transfer";

type Props = { transfers: Transfer[]; label: string; onRemove?: (transfer: Transfer) => void };

/** Files on their way, and one line about all of them where there are several. */
export function TransferList({ transfers, label, onRemove }: Props) {
  const { t } = useTranslation("files");
  if (!transfers.length) return null;
  const all = overall(transfers);
  const moving = transfers.some(({ stage }) => stage !== "done");
  const words = t("sending.overall", { ...all, sent: sizeWords(all.sent), size: sizeWords(all.size) });
  return (
    <div>
      <ul className={classes.chips} aria-label={label}>
        {transfers.map((transfer) => (
          <TransferChip
            key={transfer.id}
            transfer={transfer}
            onRemove={onRemove && (() => onRemove(transfer))}
          />
        ))}
      </ul>
      {transfers.length > 1 && moving && (
        <div className={classes.overall}>{[words, ...paceWords(all)].join(" · ")}</div>
      )}
    </div>
  );
}
