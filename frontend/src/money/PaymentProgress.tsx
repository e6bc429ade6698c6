import { Alert, Button, Group, Loader, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconLock } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Failure } from "../app/Failure";
import { useWhen } from "../app/when";
import { useAct } from "../milestones/useAct";
import type { Payment } from "../wire";
import { doors } from "./doors";
import { useSums } from "./useMoney";

const PAID = {
  funding: "payment.succeeded",
  bonus: "payment.bonusPaid",
  bill: "payment.billPaid",
  refund: "payment.refunded",
} as const;

const UNCONFIRMED = {
  funding: "payment.unconfirmed",
  bonus: "payment.bonusUnconfirmed",
  bill: "payment.billUnconfirmed",
  refund: "payment.unconfirmed",
} as const;

/** How far a payment is, in words, with the way out where it stands still. Kept live by whoever gives `payment`. */
export function PaymentProgress(props: { room: string; payment: Payment; onAgain?: () => void }) {
  const { t } = useTranslation("money");
  const sums = useSums();
  const { payment, room } = props;
  const amount = sums(payment.total, payment.currency);
  return (
    <Stack gap="sm" role="status" mih={96}>
      {payment.state === "processing" && (
        <Group wrap="nowrap" align="flex-start">
          <Loader size="sm" mt={2} />
          <div>
            <Text fw={600}>{t("payment.processing", { amount })}</Text>
            <Text size="sm" c="dimmed">
              {payment.trouble || t("payment.processingText")}
            </Text>
          </div>
        </Group>
      )}
      {payment.state === "needs_confirmation" && (
        <Confirmation room={room} payment={payment} amount={amount} />
      )}
      {payment.state === "succeeded" && (
        <Alert color="teal" icon={<IconCircleCheck aria-hidden />}>
          {t(PAID[payment.kind], {
            amount: sums(payment.minor, payment.currency),
          })}
        </Alert>
      )}
      {payment.state === "failed" && (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={t("payment.failed", { amount })}>
          <Stack gap="xs" align="flex-start">
            <Text size="sm">{payment.trouble}</Text>
            <Text size="sm">{t("payment.failedText")}</Text>
            {props.onAgain && (
              <Button size="xs" variant="default" onClick={props.onAgain}>
                {t("payment.again")}
              </Button>
            )}
          </Stack>
        </Alert>
      )}
    </Stack>
  );
}

function Confirmation({ room, payment, amount }: { room: string; payment: Payment; amount: string }) {
  const { t } = useTranslation("money");
  return (
    <Alert icon={<IconLock aria-hidden />} title={t("payment.confirmTitle", { amount })}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{payment.trouble || t("payment.confirmText")}</Text>
        <AnswerBank room={room} payment={payment} />
      </Stack>
    </Alert>
  );
}

/** Stands in for the bank's own page. Whoever does neither is told what follows, and when. */
export function AnswerBank({ room, payment }: { room: string; payment: Payment }) {
  const { t } = useTranslation("money");
  const when = useWhen();
  const act = useAct(room);
  const answering = useMutation({
    mutationFn: (answer: "confirm" | "giveUp") =>
      act([answer, payment.id], (key) => doors[answer](room, payment.id, key)),
  });
  const button = (answer: "confirm" | "giveUp", variant: string) => (
    <Button
      size="xs"
      variant={variant}
      disabled={answering.isPending}
      loading={answering.isPending && answering.variables === answer}
      onClick={() => answering.mutate(answer)}
    >
      {t(`payment.${answer}`)}
    </Button>
  );
  return (
    <Stack gap="xs" align="flex-start">
      {payment.confirm_until && (
        <Text size="sm">{t(UNCONFIRMED[payment.kind], { when: when.deadline(payment.confirm_until) })}</Text>
      )}
      <Failure error={answering.error} />
      <Group gap="xs">
        {button("confirm", "filled")}
        {button("giveUp", "default")}
      </Group>
    </Stack>
  );
}
