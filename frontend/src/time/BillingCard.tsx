import { Button, Modal, Text } from "@mantine/core";
import { IconCreditCard } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "../milestones/useAct";
import type { Room, Weeks } from "../wire";
import { CardForm } from "./CardForm";
import { doors } from "./doors";
import classes from "./time.module.css";

/** What weekly bills are charged to; its owner can change it. */
export function BillingCard({ room, weeks }: { room: Room; weeks: Weeks }) {
  const { t } = useTranslation(["time", "app"]);
  const act = useAct(room.id);
  const [open, setOpen] = useState(false);
  const save = async (card: string) => {
    await act(card, (key) => doors.setCard(room.id, { card }, key), t("card.done"));
    setOpen(false);
  };
  return (
    <div className={classes.card}>
      <IconCreditCard size={20} stroke={1.5} aria-hidden />
      <div>
        <Text size="sm" c="dimmed">
          {t("card.label")}
        </Text>
        <Text size="sm" fw={600}>
          {weeks.card ?? t("card.none")}
        </Text>
      </div>
      {weeks.may.includes("bill.card") && (
        <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
          {t(weeks.card ? "card.change" : "card.choose")}
        </Button>
      )}
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={t("card.title")}
        closeButtonProps={{ "aria-label": t("app:close") }}
      >
        <CardForm
          text={t("card.text")}
          action={t("card.save")}
          chosen={weeks.card_id}
          onTake={save}
          onClose={() => setOpen(false)}
        />
      </Modal>
    </div>
  );
}
