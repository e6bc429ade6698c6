import { Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Confirm } from "../app/Confirm";

/** The question before a step: what follows from it, and a reason for the other side where one is of use. */
export function AskStep(props: {
  opened: boolean;
  title: string;
  text: string;
  action: string;
  danger?: boolean;
  withReason?: boolean;
  onTake: (reason: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useTranslation("terms");
  const [reason, setReason] = useState("");
  return (
    <Confirm
      opened={props.opened}
      title={props.title}
      action={props.action}
      danger={props.danger}
      onConfirm={() => props.onTake(reason.trim())}
      onClose={props.onClose}
    >
      <Text>{props.text}</Text>
      {props.withReason && (
        <Textarea
          label={t("step.reason")}
          description={t("step.reasonHint")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={1000}
          autosize
          minRows={2}
        />
      )}
    </Confirm>
  );
}
