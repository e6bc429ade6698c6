import { Autocomplete, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useSession } from "../../live/LiveProvider";
import type { RoomItem } from "../../wire";
import { doors } from "../doors";
import { memosHere } from "./settings";

const MEMO_MOST = 300;
const OFFERED = 50;

type Props = {
  rooms: RoomItem[];
  room: string | null;
  memo: string;
  wrong: string;
  onRoom: (room: string) => void;
  onMemo: (memo: string) => void;
  focused?: boolean;
};

/** What is worked on: a contract, and a memo that earlier ones complete. */
export function WorkFields({ rooms, room, memo, wrong, onRoom, onMemo, focused }: Props) {
  const { t } = useTranslation("timer");
  const { me } = useSession();
  const { data } = useQuery({
    queryKey: ["weeks", room],
    queryFn: () => doors.weeks(room ?? ""),
    enabled: room !== null,
  });
  const memos = room ? [...new Set([...(data?.memos ?? []), ...memosHere(me, room)])] : [];
  return (
    <>
      <Select
        label={t("dialog.room")}
        data={rooms.map(({ id, title }) => ({ value: id, label: title }))}
        value={room}
        onChange={(value) => value && onRoom(value)}
        allowDeselect={false}
        searchable={rooms.length > 8}
        comboboxProps={{ withinPortal: true }}
      />
      <Autocomplete
        label={t("dialog.memo")}
        description={t("dialog.memoHint")}
        data={memos.slice(0, OFFERED)}
        limit={8}
        value={memo}
        onChange={onMemo}
        error={wrong}
        maxLength={MEMO_MOST}
        data-autofocus={focused || undefined}
        required
        dir="auto"
      />
    </>
  );
}
