import { Button, Group, Text } from "@mantine/core";
import { IconArrowUp } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Week } from "../wire";
import { writeDuration } from "./durations";
import { useOf } from "./limits";
import classes from "./time.module.css";

/** How much of the weekly limit is used, with marks at 80 and 100 %. */
export function LimitBar({ week, onRaise }: { week: Week; onRaise?: () => void }) {
  const { t } = useTranslation("time");
  const { used, limit, percent, level, over } = useOf(week);
  const words = t("limit.used", { used: writeDuration(used), limit: writeDuration(limit) });
  return (
    <div className={classes.limit} data-level={level}>
      <div className={classes.limitTop}>
        <Text size="sm" fw={600}>
          {t("limit.label")}
        </Text>
        <Text size="sm" className={classes.figures}>
          {words} ({t("limit.percent", { percent })})
        </Text>
      </div>
      <div className={classes.bar} aria-hidden>
        <span className={classes.barFill} style={{ width: `${Math.min(100, percent)}%` }} />
        <span className={classes.barMark} />
      </div>
      <Group justify="space-between" gap="xs" mih={30}>
        <Text size="sm" className={classes.limitWords}>
          {level === "near" && t("limit.near")}
          {level === "full" && t("limit.full")}
          {over > 0 && ` ${t("limit.over", { duration: writeDuration(over) })}`}
        </Text>
        {onRaise && (
          <Button
            size="compact-sm"
            variant={level === "calm" ? "subtle" : "default"}
            leftSection={<IconArrowUp size={14} aria-hidden />}
            onClick={onRaise}
          >
            {t("limit.raise")}
          </Button>
        )}
      </Group>
    </div>
  );
}
