import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../app/Failure";
import { partyName } from "../milestones/NextStep";
import { useAct } from "../milestones/useAct";
import type { Room } from "../wire";
import { AmountField, useAmount } from "./AmountField";
import { CardChoice, useCards } from "./CardChoice";
import { doors } from "./doors";
import { PaymentProgress } from "./PaymentProgress";
import { QuoteList, useQuote } from "./QuoteList";
import { useMoney, useSums } from "./useMoney";

type Props = { room: Room; onClose: () => void };
type Typed = { amount: string; note: string };

/** Pays the freelancer something on top; never out of escrow. `first` is what stands in its fields at first. */
export function BonusDialog({ room, onClose, first = { amount: "", note: "" } }: Props & { first?: Typed }) {
  const { t } = useTranslation(["money", "app"]);
  const [payment, setPayment] = useState<string | null>(null);
  const [typed, setTyped] = useState(first);
  const paid = useMoney(room).data?.payments.find(({ id }) => id === payment);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("bonus.title", { name: partyName(room, "freelancer") })}
      closeButtonProps={{ "aria-label": t("app:close") }}
    >
      {payment === null ? (
        <Fields {...{ room, onClose, typed }} onType={setTyped} onPayment={setPayment} />
      ) : (
        <Stack>
          {paid && <PaymentProgress room={room.id} payment={paid} onAgain={() => setPayment(null)} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("app:close")}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

type FieldsProps = Props & {
  typed: Typed;
  onType: (typed: Typed) => void;
  onPayment: (id: string) => void;
};

function Fields({ room, onClose, typed, onType, onPayment }: FieldsProps) {
  const { t } = useTranslation(["money", "app"]);
  const sums = useSums();
  const act = useAct(room.id);
  const { currency } = room.terms;
  const money = useMoney(room).data?.money;
  const { amount, note } = typed;
  const [picked, setPicked] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const cards = useCards().data ?? [];
  const card = (cards.find(({ id }) => id === picked) ?? cards[0])?.id ?? null;
  const minor = useAmount(amount, currency);
  const quote = useQuote(room.id, minor, "bonus", money);
  const paying = useMutation({
    mutationFn: () => {
      const body = { minor: minor ?? 0, card: card ?? "", note: note.trim() };
      return act(body, (key) => doors.bonus(room.id, body, key));
    },
    onSuccess: ({ payment }) => onPayment(payment.id),
  });
  const total = minor && quote.data ? sums(quote.data.total, currency) : "";
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (minor && card && !paying.isPending) paying.mutate();
      }}
    >
      <Stack>
        <Text size="sm">{t("bonus.text")}</Text>
        <AmountField
          label={t("bonus.amount")}
          currency={currency}
          value={amount}
          error={asked && !minor ? t("bonus.noAmount") : undefined}
          autoFocus
          onChange={(text) => onType({ ...typed, amount: text })}
        />
        <Textarea
          label={t("bonus.note")}
          value={note}
          onChange={(event) => onType({ ...typed, note: event.currentTarget.value })}
          maxLength={1000}
          autosize
          minRows={2}
          dir="auto"
        />
        {minor !== null && minor > 0 && <QuoteList quote={quote} minor={minor} kind="bonus" />}
        <CardChoice value={card} onChange={setPicked} error={asked && !card ? t("card.none") : undefined} />
        <Failure error={paying.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("app:cancel")}
          </Button>
          <Button type="submit" loading={paying.isPending}>
            {total ? t("bonus.pay", { total }) : t("bonus.action")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
