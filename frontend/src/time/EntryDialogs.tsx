import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Confirm } from "../app/Confirm";
import { useAct } from "../milestones/useAct";
import { deleted } from "./corrections";
import { doors } from "./doors";
import { writeDuration } from "./durations";
import { EditDialog, SplitDialog } from "./EditDialog";
import type { EntryStep } from "./EntryMenu";
import { type Entry, length, piecesOf, seenOf } from "./entries";

type Props = {
  room: string;
  step: EntryStep;
  entry: Entry;
  zone: string;
  memos: string[];
  onClose: () => void;
};

/** The dialog of a step with an entry. */
export function EntryDialogs(props: Props) {
  if (props.step === "edit") return <EditDialog {...props} />;
  if (props.step === "split") return <SplitDialog {...props} />;
  return <RemoveDialog {...props} />;
}

function RemoveDialog({ room, entry, onClose }: Props) {
  const { t } = useTranslation("time");
  const act = useAct(room);
  const { report, index, memo, start, end } = entry;
  const remove = () => {
    const body = { number: seenOf(report), pieces: deleted(piecesOf(report), index), reason: "" };
    return act(body, (key) => doors.correct(room, report.id, body, key), t("remove.done"));
  };
  return (
    <Confirm
      opened
      danger
      title={t("remove.title")}
      action={t("remove.action")}
      onConfirm={remove}
      onClose={onClose}
    >
      <Text>{t("remove.text", { duration: writeDuration(length(start, end)), memo })}</Text>
    </Confirm>
  );
}
