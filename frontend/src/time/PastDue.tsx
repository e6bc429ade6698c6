import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWhen } from "../app/when";
import { useAct } from "../milestones/useAct";
import { PaymentProgress } from "../money/PaymentProgress";
import { useMoney, useSums } from "../money/useMoney";
import type { Bill, Room, Week } from "../wire";
import { CardForm } from "./CardForm";
import { doors } from "./doors";

/** Bills that could not be charged, and the way out. */
export function PastDue({ room, weeks, mayPay }: { room: Room; weeks: Week[]; mayPay: boolean }) {
  const [paying, setPaying] = useState<Bill | null>(null);
  const due = weeks.flatMap(({ bill }) => (bill?.state === "past_due" ? bill : []));
  return (
    <>
      {due.map((bill) => (
        <OneDue key={bill.week} bill={bill} onPay={mayPay ? () => setPaying(bill) : undefined} />
      ))}
      {paying && <PayDialog room={room} bill={paying} onClose={() => setPaying(null)} />}
    </>
  );
}

function OneDue({ bill, onPay }: { bill: Bill; onPay?: () => void }) {
  const { t } = useTranslation("time");
  const sums = useSums();
  const when = useWhen();
  const total = sums(bill.total, bill.currency);
  return (
    <Alert
      color="red"
      icon={<IconAlertTriangle aria-hidden />}
      title={t("due.title", { week: when.day(bill.week) })}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t("due.text", { trouble: bill.trouble, total })}</Text>
        {bill.retry_at && <Text size="sm">{t("due.retry", { when: when.deadline(bill.retry_at) })}</Text>}
        {onPay ? (
          <Button size="xs" onClick={onPay}>
            {t("due.pay")}
          </Button>
        ) : (
          <Text size="sm">{t("due.client")}</Text>
        )}
      </Stack>
    </Alert>
  );
}

/** Pays a bill with a card, and shows how far the payment is. */
function PayDialog({ room, bill, onClose }: { room: Room; bill: Bill; onClose: () => void }) {
  const { t } = useTranslation(["time", "app"]);
  const sums = useSums();
  const act = useAct(room.id);
  const [payment, setPayment] = useState<string | null>(null);
  const paid = useMoney(room).data?.payments.find(({ id }) => id === payment);
  const total = sums(bill.total, bill.currency);
  const pay = async (card: string) => {
    const done = await act([bill.id, card], (key) => doors.pay(room.id, bill.id ?? "", { card }, key));
    setPayment(done.payment.id);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("due.payTitle", { total })}
      closeButtonProps={{ "aria-label": t("app:close") }}
    >
      {payment === null ? (
        <CardForm
          text={t("due.payText")}
          action={t("due.paying", { total })}
          chosen={null}
          onTake={pay}
          onClose={onClose}
        />
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
