import { Stack } from "@mantine/core";
import { useLive } from "../live/LiveProvider";
import { NO_SIGNALS } from "../live/signals";
import { MembersPanel } from "../terms/MembersPanel";
import { TermsPanel } from "../terms/TermsPanel";
import type { Room } from "../wire";

/** Beside the talk: what is agreed, and who is here. */
export function Contract({ room }: { room: Room }) {
  const { presence } = useLive((live) => live.signals[room.id]) ?? NO_SIGNALS;
  return (
    <Stack gap="xl">
      <TermsPanel room={room} />
      <MembersPanel room={room} presence={presence} />
    </Stack>
  );
}
