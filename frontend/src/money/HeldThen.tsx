import { Text, TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../accounts/me";
import type { ApiError } from "../api/errors";
import { Failure } from "../app/Failure";
import { instantOf } from "../time/zoned";
import type { HeldThen as Held, Room } from "../wire";
import { doors } from "./doors";
import { useSums } from "./useMoney";

/** What was in escrow at an instant of the past, and what the freelancer had. */
export function HeldThen({ room }: { room: Room }) {
  const { t } = useTranslation("money");
  const [field, setField] = useState("");
  const zone = useMe().data?.time_zone ?? "UTC";
  const instant = field ? instantOf(field, zone) : null;
  const at = instant === null ? null : new Date(instant).toISOString();
  const held = useQuery<Held, ApiError>({
    queryKey: ["ledger", room.id, "held", at],
    queryFn: () => doors.held(room.id, at ?? ""),
    enabled: at !== null,
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <TextInput
        type="datetime-local"
        label={t("held.when")}
        description={t("held.hint")}
        error={field && at === null && t("held.skipped")}
        value={field}
        onChange={(event) => setField(event.currentTarget.value)}
        maw={320}
      />
      <Text size="sm" mih={24} mt={4} mb="xs" role="status">
        {at && held.data && <Words room={room} held={held.data} />}
      </Text>
      <Failure error={held.error} retry={() => void held.refetch()} />
    </>
  );
}

function Words({ room, held }: { room: Room; held: Held }) {
  const { t } = useTranslation("money");
  const sums = useSums();
  const sum = (minor: number) => sums(minor, held.currency);
  const words = { amount: sum(held.escrow), pending: sum(held.pending), available: sum(held.available) };
  if (room.kind === "hourly") return t("held.earned", words);
  return t(room.role === "freelancer" ? "held.mine" : "held.escrow", words);
}
