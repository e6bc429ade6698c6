import { Progress, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Usage } from "../wire";
import classes from "./files.module.css";
import { sizeWords } from "./sizes";

/** How much more this room, and I, may bring. */
export function Quota({ usage }: { usage: Usage }) {
  const { t } = useTranslation("files");
  const { room_used, room_most, mine_used, mine_most } = usage;
  const left = Math.max(0, room_most - room_used);
  const mine = Math.max(0, mine_most - mine_used);
  const full = room_most ? room_used / room_most : 1;
  return (
    <div className={classes.quota}>
      <Text fz="xs" c="dimmed">
        {t("list.left", { used: sizeWords(room_used), left: sizeWords(left), most: sizeWords(room_most) })}
      </Text>
      <Progress
        value={full * 100}
        size="sm"
        my={4}
        color={full > 0.9 ? "red" : undefined}
        aria-label={t("list.usage")}
      />
      {mine < left && (
        <Text fz="xs" c="dimmed">
          {t("list.leftMine", { left: sizeWords(mine) })}
        </Text>
      )}
    </div>
  );
}
