import { Alert, Button, Modal, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWhen } from "../app/when";
import { useAct } from "../milestones/useAct";
import { useSums } from "../money/useMoney";
import type { Bill, Room, Week } from "../wire";
import { CardForm } from "./CardForm";
import { doors } from "./doors";

/** Bills that could not be charged, and the way out. */
export function PastDue({ room, weeks, mayPay }: { room: Room; weeks: Week[]; mayPay: boolean }) {
  const due = weeks.filter(({ bill }) => bill?.state === "past_due");
  return due.map(({ week, bill }) => bill && <OneDue key={week} room={room} bill={bill} mayPay={mayPay} />);
}

function OneDue({ room, bill, mayPay }: { room: Room; bill: Bill; mayPay: boolean }) {
  const { t } = useTranslation(["time", "app"]);
  const sums = useSums();
  const when = useWhen();
  const act = useAct(room.id);
  const [paying, setPaying] = useState(false);
  const total = sums(bill.total, bill.currency);
  const pay = (card: string) =>
    act([bill.id, card], (key) => doors.pay(room.id, bill.id ?? "", { card }, key), t("due.asked"));
  return (
    <Alert
      color="red"
      icon={<IconAlertTriangle aria-hidden />}
      title={t("due.title", { week: when.day(bill.week) })}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t("due.text", { trouble: bill.trouble, total })}</Text>
        {bill.retry_at && <Text size="sm">{t("due.retry", { when: when.deadline(bill.retry_at) })}</Text>}
        {mayPay ? (
          <Button size="xs" onClick={() => setPaying(true)}>
            {t("due.pay")}
          </Button>
        ) : (
          <Text size="sm">{t("due.client")}</Text>
        )}
      </Stack>
      <Modal
        opened={paying}
        onClose={() => setPaying(false)}
        title={t("due.payTitle", { total })}
        closeButtonProps={{ "aria-label": t("app:close") }}
      >
        <CardForm
          text={t("due.payText")}
          action={t("due.paying", { total })}
          chosen={null}
          onTake={pay}
          onClose={() => setPaying(false)}
        />
      </Modal>
    </Alert>
  );
}
