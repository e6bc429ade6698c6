import { Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../app/FormDialog";
import { useAct } from "../milestones/useAct";
import { majorUnits } from "../terms/money";
import type { Release, Room } from "../wire";
import { AmountField, useAmount } from "./AmountField";
import { doors } from "./doors";
import { useDigits, useSums } from "./useMoney";

/** Money goes back to the client: of one release, or with `release` null what is free in escrow. */
export function RefundDialog(props: {
  room: Room;
  release: Release | null;
  free?: number;
  onClose: () => void;
}) {
  const { t } = useTranslation("money");
  const { room, release, onClose } = props;
  const sums = useSums();
  const act = useAct(room.id);
  const { currency } = room.terms;
  const digits = useDigits(currency);
  const most = release ? release.minor - release.refunded : (props.free ?? 0);
  const [amount, setAmount] = useState<string>(majorUnits(most, digits));
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState("");
  const minor = useAmount(amount, currency);
  const words = room.may.includes("escrow.take_back") ? "takeBack" : "refund";
  const isComplete = () => {
    const good = minor !== null && minor > 0 && minor <= most;
    setWrong(good ? "" : t("refund.range", { most: sums(most, currency) }));
    return good;
  };
  const send = () => {
    const body = { minor: minor ?? 0, reason: reason.trim() };
    return act(
      body,
      (key) =>
        release
          ? doors.refundRelease(room.id, release.id, body, key)
          : doors[words === "takeBack" ? "takeBack" : "refundEscrow"](room.id, body, key),
      t("refund.done"),
    );
  };
  return (
    <FormDialog
      opened
      title={release ? t("refund.title", { title: release.title }) : t(`${words}.escrowTitle`)}
      action={minor ? t(`${words}.action`, { amount: sums(minor, currency) }) : t(`${words}.open`)}
      danger
      isComplete={isComplete}
      onAct={send}
      onClose={onClose}
    >
      <Text size="sm">{t(release ? "refund.text" : `${words}.escrowText`)}</Text>
      <AmountField
        label={t("refund.amount")}
        description={t("refund.most", { most: sums(most, currency) })}
        currency={currency}
        value={amount}
        error={wrong}
        autoFocus
        onChange={setAmount}
      />
      <Textarea
        label={t("refund.reason")}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={1000}
        autosize
        minRows={2}
        dir="auto"
      />
    </FormDialog>
  );
}
