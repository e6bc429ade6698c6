import { Button, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconGift } from "@tabler/icons-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useOutletContext, useSearchParams } from "react-router";
import { Failure } from "../app/Failure";
import { Part } from "../app/Part";
import type { RoomState } from "../live/apply";
import type { MoneyPage as Page, Room } from "../wire";
import { Balances } from "./Balances";
import { HeldThen } from "./HeldThen";
import { LedgerList } from "./LedgerList";
import classes from "./money.module.css";
import { onlyAbout } from "./only";
import { Papers } from "./Papers";
import { Payments } from "./Payments";
import { Plot } from "./Plot";
import { RefundDialog } from "./RefundDialog";
import { Releases } from "./Releases";
import { useMoney } from "./useMoney";

const BonusDialog = lazy(async () => ({ default: (await import("./BonusDialog")).BonusDialog }));

/** A contract's money: where it is, where it came from, and every movement of it. */
export function MoneyPage() {
  const { t } = useTranslation("money");
  const { room } = useOutletContext<RoomState>();
  const page = useMoney(room);
  return (
    <div className={classes.page}>
      <div className={classes.pageHead}>
        <Title order={2} fz="h3">
          {t("title")}
        </Title>
        {page.data && <Acts room={room} page={page.data} />}
      </div>
      <Failure error={page.error} retry={() => void page.refetch()} />
      {page.isPending && <Skeletons />}
      {page.data && <Whole room={room} page={page.data} />}
    </div>
  );
}

function Acts({ room, page }: { room: Room; page: Page }) {
  const { t } = useTranslation("money");
  const [open, setOpen] = useState<"bonus" | "refund" | null>(null);
  const { free } = page.money;
  const back = room.may.includes("escrow.take_back") ? "takeBack" : "refund";
  const mayEmpty = back === "takeBack" || room.may.includes("escrow.refund");
  return (
    <Group gap="xs">
      {mayEmpty && free > 0 && (
        <Button variant="default" onClick={() => setOpen("refund")}>
          {t(`${back}.escrow`)}
        </Button>
      )}
      {room.may.includes("bonus.pay") && (
        <Button
          variant="default"
          leftSection={<IconGift size={16} aria-hidden />}
          onClick={() => setOpen("bonus")}
        >
          {t("bonus.action")}
        </Button>
      )}
      <Suspense>{open === "bonus" && <BonusDialog room={room} onClose={() => setOpen(null)} />}</Suspense>
      {open === "refund" && (
        <RefundDialog room={room} release={null} free={free} onClose={() => setOpen(null)} />
      )}
    </Group>
  );
}

function Whole({ room, page }: { room: Room; page: Page }) {
  const { t } = useTranslation("money");
  const { payments, releases, papers, plot, money } = page;
  const ledger = useLedTo();
  const untouched = !payments.length && !releases.length;
  return (
    <Stack gap="xl">
      <Balances room={room} page={page} />
      {untouched ? (
        <Stack gap={4} align="center" py="lg" ta="center">
          <Text fw={650}>{t("empty.title")}</Text>
          <Text c="dimmed" maw={460}>
            {room.kind === "hourly"
              ? t("empty.hourly")
              : t(room.side === "client" ? "empty.client" : "empty.freelancer")}
          </Text>
        </Stack>
      ) : (
        <>
          {plot.length > 0 && (
            <Part title={t("plot.title")}>
              <Plot points={plot} currency={money.currency} />
            </Part>
          )}
          {releases.length > 0 && (
            <Part title={t("releases.title")}>
              <Releases room={room} page={page} />
            </Part>
          )}
          {payments.length > 0 && (
            <Part title={t("payments.title")}>
              <Payments room={room} page={page} />
            </Part>
          )}
          {papers.length > 0 && (
            <Part title={t("papers.title")}>
              <Papers room={room} page={page} />
            </Part>
          )}
          <div ref={ledger}>
            <Part title={t("ledger.title")}>
              {(room.kind === "fixed" || room.role === "freelancer") && <HeldThen room={room} />}
              <LedgerList room={room} />
            </Part>
          </div>
        </>
      )}
    </Stack>
  );
}

/** An address that names a milestone or a week leads to its movements. */
function useLedTo() {
  const [search] = useSearchParams();
  const place = useRef<HTMLDivElement>(null);
  const led = onlyAbout(search) !== null;
  useEffect(() => {
    if (led) place.current?.scrollIntoView({ block: "start" });
  }, [led]);
  return place;
}

function Skeletons() {
  return (
    <Stack>
      <Skeleton h={92} radius="md" />
      <Skeleton h={220} radius="md" />
      <Skeleton h={160} radius="md" />
    </Stack>
  );
}
