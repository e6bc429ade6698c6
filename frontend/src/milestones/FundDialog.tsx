import { Button, Checkbox, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../app/Failure";
import { CardChoice, useCards } from "../money/CardChoice";
import { PaymentProgress } from "../money/PaymentProgress";
import { QuoteList, useQuote } from "../money/QuoteList";
import { useMoney, useSums } from "../money/useMoney";
import type { Milestone, Room } from "../wire";
import { doors } from "./doors";
import { useAct } from "./useAct";

type Props = {
  room: Room;
  /** All that can be funded. */
  drafts: Milestone[];
  /** Those that are ticked at first. */
  chosen: string[];
  /** The event up to which they are as they stand here. */
  seen: number;
  opened: boolean;
  onClose: () => void;
};

/** Puts money into escrow for one milestone or several: what it takes, with which card, and how far the payment is. */
export function FundDialog({ room, drafts, chosen, seen, opened, onClose }: Props) {
  const { t } = useTranslation(["milestones", "app"]);
  const [payment, setPayment] = useState<string | null>(null);
  const [ticked, setTicked] = useState(chosen);
  const page = useMoney(room);
  const paid = page.data?.payments.find(({ id }) => id === payment);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("fund.title")}
      size="lg"
      closeButtonProps={{ "aria-label": t("app:close") }}
    >
      {payment === null ? (
        <Choice {...{ room, drafts, seen, ticked, onClose }} onTick={setTicked} onPayment={setPayment} />
      ) : (
        <Stack>
          {paid && <PaymentProgress room={room.id} payment={paid} onAgain={() => setPayment(null)} />}
          <Group justify="space-between">
            <Text size="sm" c="dimmed" flex={1}>
              {paid?.state === "processing" && t("fund.later")}
            </Text>
            <Button variant={paid?.state === "succeeded" ? "filled" : "default"} onClick={onClose}>
              {t("app:close")}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

type ChoiceProps = Pick<Props, "room" | "drafts" | "seen" | "onClose"> & {
  ticked: string[];
  onTick: (ticked: string[]) => void;
  onPayment: (payment: string) => void;
};

function Choice(props: ChoiceProps) {
  const { t } = useTranslation(["milestones", "app"]);
  const { room, drafts, seen, ticked, onClose } = props;
  const sums = useSums();
  const act = useAct(room.id);
  const money = useMoney(room).data?.money;
  const [picked, setPicked] = useState<string | null>(null);
  const cards = useCards().data ?? [];
  const card = (cards.find(({ id }) => id === picked) ?? cards[0])?.id ?? null;
  const [asked, setAsked] = useState(false);
  const these = drafts.filter(({ id }) => ticked.includes(id));
  const minor = these.reduce((sum, one) => sum + one.minor, 0);
  const quote = useQuote(room.id, minor, "funding", money);
  const charged = quote.data?.charged ?? 0;
  const funding = useMutation({
    mutationFn: () => {
      const total = quote.data?.total ?? null;
      const milestones = these.map(({ id }) => id);
      const body = { milestones, card: charged > 0 ? card : null, minor, total, seen };
      return act(body, (key) => doors.fund(room.id, body, key));
    },
    onSuccess: ({ payment }) => (payment ? props.onPayment(payment.id) : onClose()),
  });
  const isComplete = these.length > 0 && (card !== null || charged === 0);
  const total = quote.data && these.length > 0 ? sums(quote.data.total, quote.data.currency) : "";
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (isComplete && quote.data && !quote.isPlaceholderData && !funding.isPending) funding.mutate();
      }}
    >
      <Stack>
        <Checkbox.Group
          label={t("fund.which")}
          value={ticked}
          onChange={props.onTick}
          error={asked && these.length === 0 ? t("fund.none") : undefined}
        >
          <Stack gap="xs" my={6}>
            {drafts.map(({ id, title, minor: price, currency }) => (
              <Checkbox key={id} value={id} label={`${title} · ${sums(price, currency)}`} />
            ))}
          </Stack>
        </Checkbox.Group>
        {these.length > 0 && <QuoteList quote={quote} minor={minor} kind="funding" />}
        {charged > 0 && (
          <CardChoice
            value={card}
            onChange={setPicked}
            error={asked && card === null ? t("fund.noCard") : undefined}
          />
        )}
        <Failure error={funding.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("app:cancel")}
          </Button>
          <Button type="submit" loading={funding.isPending}>
            {charged > 0 && total ? t("fund.pay", { total }) : t("fund.action")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
