import { Button, Group, Modal, Radio, Stack, Text, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../app/Failure";
import { AmountField, useAmount } from "../money/AmountField";
import { BonusDialog } from "../money/BonusDialog";
import { CardChoice, useCards } from "../money/CardChoice";
import { PaymentProgress } from "../money/PaymentProgress";
import { QuoteList, useQuote } from "../money/QuoteList";
import { useDigits, useMoney, useSums } from "../money/useMoney";
import { majorUnits } from "../terms/money";
import type { Milestone, Room } from "../wire";
import { doors } from "./doors";
import { useAct } from "./useAct";
import { useSeen } from "./useSeen";

type Props = { room: Room; milestone: Milestone; onClose: () => void };

/** Accepts the work and releases the money: in full, or with a bonus on top that a card pays. */
export function ApproveDialog({ room, milestone, onClose }: Props) {
  const { t } = useTranslation(["milestones", "app"]);
  const [payment, setPayment] = useState<string | null>(null);
  const page = useMoney(room).data;
  const paid = page?.payments.find(({ id }) => id === payment);
  const [again, setAgain] = useState(false);
  const digits = useDigits(milestone.currency);
  if (again && paid) {
    const first = { amount: majorUnits(paid.minor, digits), note: milestone.title };
    return <BonusDialog {...{ room, onClose, first }} />;
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("approve.title", { title: milestone.title })}
      closeButtonProps={{ "aria-label": t("app:close") }}
    >
      {payment === null ? (
        <Decision {...{ room, milestone, onClose }} onPayment={setPayment} />
      ) : (
        <Stack>
          <Text>{t("approve.bonusUnderWay")}</Text>
          {paid && <PaymentProgress room={room.id} payment={paid} onAgain={() => setAgain(true)} />}
          <Group justify="flex-end">
            <Button onClick={onClose}>{t("app:close")}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

function Decision({ room, milestone, onClose, onPayment }: Props & { onPayment: (id: string) => void }) {
  const { t } = useTranslation(["milestones", "app"]);
  const sums = useSums();
  const act = useAct(room.id);
  const { currency, minor: full } = milestone;
  const money = useMoney(room).data?.money;
  const [more, setMore] = useState(false);
  const [typed, setTyped] = useState("");
  const [note, setNote] = useState("");
  const [picked, setPicked] = useState<string | null>(null);
  const cards = useCards().data ?? [];
  const card = (cards.find(({ id }) => id === picked) ?? cards[0])?.id ?? null;
  const [asked, setAsked] = useState(false);
  const bonus = useAmount(typed, currency);
  const quote = useQuote(room.id, more ? bonus : null, "bonus", money);
  const submission = useSeen(milestone);
  const approving = useMutation({
    mutationFn: () => {
      const body = {
        note: note.trim(),
        bonus: more ? (bonus ?? 0) : 0,
        card: more ? card : null,
        submission,
      };
      return act(body, (key) => doors.approve(room.id, milestone.id, body, key), t("done.approved"));
    },
    onSuccess: ({ payment }) => (payment ? onPayment(payment.id) : onClose()),
  });
  const isComplete = !more || ((bonus ?? 0) > 0 && card !== null);
  const amount = sums(full, currency);
  const total = more && bonus ? sums(full + bonus, currency) : amount;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (isComplete && !approving.isPending) approving.mutate();
      }}
    >
      <Stack>
        <Text>{t("approve.text", { amount })}</Text>
        <Radio.Group
          label={t("approve.how")}
          value={more ? "more" : "full"}
          onChange={(how) => setMore(how === "more")}
        >
          <Stack gap="xs" mt={6}>
            <Radio value="full" label={t("approve.full", { amount })} />
            <Radio value="more" label={t("approve.more")} description={t("approve.moreHint")} />
          </Stack>
        </Radio.Group>
        {more && (
          <>
            <AmountField
              label={t("approve.bonus")}
              currency={currency}
              value={typed}
              error={asked && !bonus ? t("approve.noBonus") : undefined}
              onChange={setTyped}
            />
            {bonus !== null && bonus > 0 && <QuoteList quote={quote} minor={bonus} kind="bonus" />}
            <CardChoice
              value={card}
              onChange={setPicked}
              error={asked && card === null ? t("fund.noCard") : undefined}
            />
          </>
        )}
        <Textarea
          label={t("approve.note")}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          autosize
          minRows={2}
          dir="auto"
        />
        <Failure error={approving.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("app:cancel")}
          </Button>
          <Button type="submit" loading={approving.isPending} data-autofocus>
            {t("review.approve", { amount: total })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
