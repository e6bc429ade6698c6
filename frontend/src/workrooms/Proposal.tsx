import { Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { RoomState } from "../live/apply";
import classes from "./workrooms.module.css";

/** What the other side put before me and waits for my answer. */
export function Proposal({ state: { room }, onReview }: { state: RoomState; onReview: () => void }) {
  const { t } = useTranslation("workrooms");
  const version = room.versions.findLast(({ state, side }) => state === "proposed" && side !== room.side);
  if (!version || room.role === "observer") return null;
  const name = room.members.find(({ person }) => person.id === version.by)?.person.name ?? "";
  return (
    <div className={classes.notice}>
      <Text fz="sm">
        {version.version === 1 ? t("proposal.offer", { name }) : t("proposal.change", { name })}
      </Text>
      <Button size="compact-sm" variant="default" flex="none" onClick={onReview}>
        {t("proposal.review")}
      </Button>
    </div>
  );
}
