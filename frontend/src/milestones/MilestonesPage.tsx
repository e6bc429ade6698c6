import { Button, Group, Skeleton, Stack, Text, Title, VisuallyHidden } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useOutletContext } from "react-router";
import { Failure } from "../app/Failure";
import type { RoomState } from "../live/apply";
import type { MilestoneList, Room } from "../wire";
import { DraftDialog } from "./DraftDialog";
import { FundDialog } from "./FundDialog";
import { MilestoneRow, Overview } from "./MilestoneRow";
import classes from "./milestones.module.css";
import { useMilestones } from "./useMilestones";
import { useOrder } from "./useOrder";
import { useReorder } from "./useReorder";

/** What is to be done for how much, first to last, and who acts next. */
export function MilestonesPage() {
  const { t } = useTranslation("milestones");
  const { room } = useOutletContext<RoomState>();
  const list = useMilestones(room);
  const [proposing, setProposing] = useState(false);
  const [funding, setFunding] = useState<string[] | null>(null);
  const items = list.data?.items ?? [];
  const mayFund = room.may.includes("milestone.fund");
  const drafts = mayFund ? items.filter(({ state, paying }) => state === "draft" && !paying) : [];
  return (
    <div className={classes.page}>
      <div className={classes.pageHead}>
        <div>
          <Title order={2} fz="h3">
            {t("title")}
          </Title>
          <Overview list={list.data} />
        </div>
        <Group gap="xs">
          {drafts.length > 1 && (
            <Button variant="default" onClick={() => setFunding(drafts.map(({ id }) => id))}>
              {t("fund.several")}
            </Button>
          )}
          {room.terms.kind === "fixed" && room.may.includes("milestone.propose") && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setProposing(true)}>
              {t("draft.button")}
            </Button>
          )}
        </Group>
      </div>
      <Failure error={list.error} retry={() => void list.refetch()} />
      {list.isPending && <Skeletons />}
      {list.data && items.length === 0 && <Nothing room={room} />}
      {list.data && <Rows room={room} list={list.data} onFund={(id) => setFunding([id])} />}
      <DraftDialog
        key={String(proposing)}
        room={room}
        purpose={{ kind: "propose" }}
        opened={proposing}
        onClose={() => setProposing(false)}
      />
      {funding && list.data && (
        <FundDialog
          key={funding.join()}
          room={room}
          drafts={drafts}
          chosen={funding}
          seen={list.data.seq}
          opened
          onClose={() => setFunding(null)}
        />
      )}
    </div>
  );
}

type RowsProps = { room: Room; list: MilestoneList; onFund: (id: string) => void };

function Rows({ room, list, onFund }: RowsProps) {
  const { t } = useTranslation("milestones");
  const rows = useRef<HTMLOListElement>(null);
  const { items, move, said, error } = useOrder(room.id, list.items);
  const { grab, keys, style, dragged } = useReorder(rows, move);
  const movable = room.may.includes("milestone.order") && items.length > 1;
  if (!items.length) return null;
  return (
    <>
      <Failure error={error} />
      {movable && <VisuallyHidden id="order-hint">{t("order.hint")}</VisuallyHidden>}
      <ol ref={rows} className={classes.rows} aria-label={t("title")} data-dragging={dragged !== null}>
        {items.map((milestone, i) => (
          <MilestoneRow
            key={milestone.id}
            {...{ room, milestone }}
            dues={list.dues}
            style={style(i)}
            dragged={dragged === i}
            handle={movable ? { onPointerDown: grab(i), onKeyDown: keys(i, items.length) } : undefined}
            onFund={() => onFund(milestone.id)}
          />
        ))}
      </ol>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </>
  );
}

function Nothing({ room }: { room: Room }) {
  const { t } = useTranslation("milestones");
  const text =
    room.terms.kind === "hourly" ? "hourly" : room.may.includes("milestone.propose") ? "open" : "closed";
  return (
    <Stack gap={4} align="center" py="xl" ta="center">
      <Text fw={650}>{t("empty.title")}</Text>
      <Text c="dimmed" maw={460}>
        {t(`empty.${text}`)}
      </Text>
    </Stack>
  );
}

function Skeletons() {
  return (
    <Stack maw={760}>
      {["a", "b", "c"].map((key) => (
        <Skeleton key={key} h={104} radius="md" />
      ))}
    </Stack>
  );
}
