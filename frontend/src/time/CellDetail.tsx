import { Button, Group, Text } from "@mantine/core";
import { IconPlus, IconShieldCheck, IconShieldOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Cell, Diary } from "../wire";
import { writeDuration } from "./durations";
import { EntryMenu, type EntryStep } from "./EntryMenu";
import { type Entry, entriesOf, length } from "./entries";
import { CELL_MS, KINDS } from "./grid";
import classes from "./time.module.css";
import { useZoned } from "./when";

type Props = {
  diary: Diary;
  at: number | null;
  zone: string;
  onStep?: (step: EntryStep, entry: Entry) => void;
  onAdd?: (at: number) => void;
};

/** What was done in the chosen ten minutes, what counts of them, and what keeps them from being protected. */
export function CellDetail({ diary, at, zone, onStep, onAdd }: Props) {
  const { t } = useTranslation("time");
  const zoned = useZoned(zone);
  if (at === null)
    return (
      <Text size="sm" c="dimmed" className={classes.detail}>
        {t("grid.choose")}
      </Text>
    );
  const cell = diary.cells.find(({ start }) => Date.parse(start) === at);
  const entries = entriesOf(diary).filter((one) => isIn(one, at));
  const title = t("cell.title", { from: zoned.dayTime(at), to: zoned.clock(at + CELL_MS) });
  return (
    <section className={classes.detail} aria-label={title}>
      <Text fw={650} size="sm">
        {title}
      </Text>
      {cell ? <Judged cell={cell} /> : <Text size="sm">{t("cell.nothing")}</Text>}
      <ul className={classes.entries}>
        {entries.map((entry) => (
          <li key={entry.key} className={classes.entry}>
            <div className={classes.entryWords}>
              <bdi>{entry.memo || t("list.noMemo")}</bdi>
              <Stretch entry={entry} zone={zone} />
            </div>
            {onStep && !entry.report.running && <EntryMenu entry={entry} zone={zone} onStep={onStep} />}
          </li>
        ))}
      </ul>
      {!cell && onAdd && (
        <Group>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => onAdd(at)}
          >
            {t("cell.addHere")}
          </Button>
        </Group>
      )}
    </section>
  );
}

function isIn({ start, end }: Entry, at: number): boolean {
  return Date.parse(start) < at + CELL_MS && Date.parse(end) > at;
}

function Stretch({ entry: { start, end }, zone }: { entry: Entry; zone: string }) {
  const { t } = useTranslation("time");
  const { exact } = useZoned(zone);
  const times = t("list.times", { from: exact(Date.parse(start)), to: exact(Date.parse(end)) });
  return (
    <span className={classes.meta}>
      {times} · {writeDuration(length(start, end))}
    </span>
  );
}

/** What of a cell counts, and whether it is protected. */
function Judged({ cell }: { cell: Cell }) {
  const { t } = useTranslation("time");
  const kinds = KINDS.filter((kind) => cell.seconds[kind]);
  const words = kinds.map((kind) => t(`kind.${kind}`, { duration: writeDuration(cell.seconds[kind] ?? 0) }));
  const why = kinds.flatMap((kind) =>
    kind === "shadow" || kind === "outside" || kind === "late" ? t(`markWhy.${kind}`) : [],
  );
  const isProtected = cell.missing.length === 0;
  const Sign = isProtected ? IconShieldCheck : IconShieldOff;
  const reasons = cell.missing.map((missing) => t(`cell.missing.${missing}`)).join("; ");
  return (
    <>
      <Text size="sm">
        {words.join(" · ")} · {t("cell.activity", { count: cell.activity })}
      </Text>
      <Text size="sm" className={classes.protection}>
        <Sign size={16} className={classes.shield} data-protected={isProtected} aria-hidden />
        <span>{isProtected ? t("cell.protected") : t("cell.notProtected", { reasons })}</span>
      </Text>
      {why.map((text) => (
        <Text key={text} size="sm" c="dimmed">
          {text}
        </Text>
      ))}
    </>
  );
}
