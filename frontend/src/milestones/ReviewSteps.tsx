import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSums } from "../money/useMoney";
import type { Milestone, Room } from "../wire";
import { ApproveDialog } from "./ApproveDialog";
import { ChangesDialog } from "./ChangesDialog";
import { LessDialog } from "./LessDialog";
import { useSteps } from "./useMilestones";

/** The client's decision about what was handed in. */
export function ReviewSteps({ room, milestone }: { room: Room; milestone: Milestone }) {
  const { t } = useTranslation("milestones");
  const sums = useSums();
  const may = useSteps(room, milestone);
  const [open, setOpen] = useState<"approve" | "changes" | "less" | null>(null);
  const props = { room, milestone, onClose: () => setOpen(null) };
  const amount = sums(milestone.minor, milestone.currency);
  const decides = may("milestone.approve") || may("milestone.request_changes");
  if (!decides && !open) return null;
  return (
    <Group gap="xs">
      {may("milestone.approve") && (
        <Button onClick={() => setOpen("approve")}>{t("review.approve", { amount })}</Button>
      )}
      {may("milestone.request_changes") && (
        <Button variant="default" onClick={() => setOpen("changes")}>
          {t("review.changes")}
        </Button>
      )}
      {may("less.offer") && (
        <Button variant="subtle" onClick={() => setOpen("less")}>
          {t("review.less")}
        </Button>
      )}
      {open === "approve" && <ApproveDialog {...props} />}
      {open === "changes" && <ChangesDialog {...props} />}
      {open === "less" && <LessDialog {...props} />}
    </Group>
  );
}
