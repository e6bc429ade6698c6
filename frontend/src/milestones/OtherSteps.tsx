import { Button, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { FormDialog } from "../app/FormDialog";
import { useSums } from "../money/useMoney";
import { useDays } from "../terms/usePolicy";
import type { Milestone, Room } from "../wire";
import { DraftDialog } from "./DraftDialog";
import { doors } from "./doors";
import { partyName } from "./NextStep";
import { useAct } from "./useAct";
import { useSteps } from "./useMilestones";

type Props = { room: Room; milestone: Milestone };
/** `seen` is the event up to which the milestone is as it stands here. */
type StepsProps = Props & { seen: number };
type Open = "edit" | "change" | "drop" | "giveBack" | "cancel";

const VERBS: Record<Open, string> = {
  edit: "milestone.edit",
  change: "change.propose",
  drop: "milestone.drop",
  giveBack: "milestone.give_back",
  cancel: "cancel.ask",
};
const ORDER: Open[] = ["edit", "change", "cancel", "giveBack", "drop"];

/** What can be done with it besides: edit, propose a change, and the ways to end it. */
export function OtherSteps({ room, milestone, seen }: StepsProps) {
  const { t } = useTranslation("milestones");
  const may = useSteps(room, milestone);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      {ORDER.filter((step) => may(VERBS[step])).map((step) => (
        <Button
          key={step}
          variant={step === "edit" || step === "change" ? "default" : "subtle"}
          color={step === "edit" || step === "change" ? undefined : "red"}
          onClick={() => setOpen(step)}
        >
          {t(`step.${step}`)}
        </Button>
      ))}
      {(open === "edit" || open === "change") && (
        <DraftDialog room={room} purpose={{ kind: open, milestone }} seen={seen} opened onClose={close} />
      )}
      {(open === "drop" || open === "giveBack" || open === "cancel") && (
        <EndDialog {...{ room, milestone, onClose: close }} how={open} />
      )}
    </>
  );
}

function EndDialog(props: Props & { how: "drop" | "giveBack" | "cancel"; onClose: () => void }) {
  const { t } = useTranslation("milestones");
  const { room, milestone, how, onClose } = props;
  const sums = useSums();
  const act = useAct(room.id);
  const navigate = useNavigate();
  const [reason, setReason] = useState("");
  const days = useDays(room, "cancel_days");
  const words = { title: milestone.title, amount: sums(milestone.minor, milestone.currency), days };
  const send = async () => {
    const { id } = milestone;
    const why = reason.trim();
    if (how === "drop") {
      await act(id, (key) => doors.drop(room.id, id, key), t("done.dropped"));
      await navigate(`/rooms/${room.id}/milestones`);
    } else if (how === "giveBack")
      await act(why, (key) => doors.giveBack(room.id, id, why, key), t("done.gaveBack"));
    else await act(why, (key) => doors.askCancel(room.id, id, why, key), t("done.cancelAsked"));
  };
  return (
    <FormDialog
      opened
      title={t(`end.${how}Title`, words)}
      action={t(`step.${how}`)}
      dismiss={how === "cancel" ? t("end.keep") : undefined}
      danger
      onAct={send}
      onClose={onClose}
    >
      <Text>{t(`end.${how}Text`, { ...words, name: partyName(room, "freelancer") })}</Text>
      {how !== "drop" && (
        <Textarea
          label={t("end.reason")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={1000}
          autosize
          minRows={2}
          dir="auto"
        />
      )}
    </FormDialog>
  );
}
