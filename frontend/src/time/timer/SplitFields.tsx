import { Radio, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Work } from "./run";
import { useTimedRooms } from "./useTimedRooms";
import { WorkFields } from "./WorkFields";

type Split = { until: string; isOther: boolean; work: Work };
type Props = Split & { hint: string; isValid: boolean; onChange: (changes: Partial<Split>) => void };

/** Until when it was work, and what it was after that. */
export function SplitFields({ until, isOther, work, hint, isValid, onChange }: Props) {
  const { t } = useTranslation("timer");
  const rooms = useTimedRooms();
  const inRoom = (room: string) =>
    onChange({ work: { ...work, room, title: rooms.find(({ id }) => id === room)?.title ?? "" } });
  return (
    <Stack gap="sm">
      <TextInput
        type="time"
        label={t("away.until")}
        description={hint}
        value={until}
        error={!isValid && t("away.untilWrong")}
        onChange={(event) => onChange({ until: event.currentTarget.value })}
      />
      <Radio.Group
        label={t("away.rest")}
        value={isOther ? "other" : "none"}
        onChange={(value) => onChange({ isOther: value === "other" })}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="none" label={t("away.restNone")} />
          <Radio value="other" label={t("away.restOther")} />
        </Stack>
      </Radio.Group>
      {isOther && (
        <WorkFields
          rooms={rooms}
          room={work.room}
          memo={work.memo}
          wrong=""
          onRoom={inRoom}
          onMemo={(memo) => onChange({ work: { ...work, memo } })}
        />
      )}
    </Stack>
  );
}
