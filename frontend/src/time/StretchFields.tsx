import { useTranslation } from "react-i18next";
import type { Fault } from "./corrections";
import { MemoField } from "./MemoField";
import { TimeField } from "./TimeField";

/** What was done, and from when to when, as the fields hold it. */
export type Stretch = { memo: string; from: string; to: string };

type Props = {
  stretch: Stretch;
  memos: string[];
  zone: string;
  /** Whether somebody tried to go on: from then on it is said what is missing. */
  asked: boolean;
  fault: Fault | null;
  onChange: (stretch: Stretch) => void;
};

export function StretchFields({ stretch, memos, zone, asked, fault, onChange }: Props) {
  const { t } = useTranslation("time");
  const set = (change: Partial<Stretch>) => onChange({ ...stretch, ...change });
  return (
    <>
      <MemoField
        label={t("edit.memo")}
        value={stretch.memo}
        memos={memos}
        error={asked && !stretch.memo.trim() ? t("fault.memo") : undefined}
        onChange={(memo) => set({ memo })}
      />
      <TimeField label={t("edit.from")} value={stretch.from} onChange={(from) => set({ from })} zone={zone} />
      <TimeField
        label={t("edit.to")}
        value={stretch.to}
        onChange={(to) => set({ to })}
        zone={zone}
        error={asked && fault ? t(`fault.${fault}`) : undefined}
      />
    </>
  );
}
