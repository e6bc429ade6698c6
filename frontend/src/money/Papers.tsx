import { Anchor, Text } from "@mantine/core";
import { IconFileTypePdf } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWhen } from "../app/when";
import type { Paper } from "../wire";
import classes from "./money.module.css";
import { useSums } from "./useMoney";

/** Receipts, invoices and credit notes, newest first, each as a PDF. */
export function Papers({ papers }: { papers: Paper[] }) {
  const { t } = useTranslation("money");
  const sums = useSums();
  const when = useWhen();
  return (
    <ul className={classes.lines} aria-label={t("papers.title")}>
      {papers.map((paper) => (
        <li key={paper.id} className={classes.entry}>
          <div className={classes.entryTop}>
            <Anchor href={paper.path} target="_blank" rel="noreferrer" fw={600} className={classes.paper}>
              <IconFileTypePdf size={18} aria-hidden />
              {t(`papers.${paper.kind}`)} {paper.number}
            </Anchor>
            <span className={classes.sum}>{sums(paper.total, paper.currency)}</span>
          </div>
          <Text size="sm" c="dimmed">
            {when.date(paper.at)} · <bdi>{paper.title}</bdi> ·{" "}
            {t("papers.parties", { issuer: paper.issuer, to: paper.to })}
          </Text>
        </li>
      ))}
    </ul>
  );
}
