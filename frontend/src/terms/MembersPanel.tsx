import { Button, Group, Stack, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../accounts/me";
import type { Presence } from "../live/signals";
import type { Room } from "../wire";
import { InviteDialog } from "./InviteDialog";
import { InviteRow, MemberRow } from "./MemberRow";

/** In the side panel of a room: who is here, who is invited, and asking somebody in. */
export function MembersPanel({ room, presence }: { room: Room; presence: Record<string, Presence> }) {
  const { t } = useTranslation("terms");
  const me = useMe().data?.id;
  const [inviting, setInviting] = useState(false);
  return (
    <Stack component="section" aria-label={t("members.title")}>
      <Group justify="space-between">
        <Title order={2} size="h4">
          {t("members.title")}
        </Title>
        {room.may.includes("member.invite") && (
          <Button size="xs" variant="default" onClick={() => setInviting(true)}>
            {t("members.invite")}
          </Button>
        )}
      </Group>
      {(["client", "freelancer"] as const).map((side) => (
        <Stack key={side} gap="xs">
          <Title order={3} size="sm" c="dimmed">
            {t(side === "client" ? "members.sideClient" : "members.sideFreelancer")}
          </Title>
          <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: "none" }}>
            {room.members
              .filter((member) => member.side === side)
              .map((member) => (
                <MemberRow
                  key={member.person.id}
                  room={room}
                  member={member}
                  isMe={member.person.id === me}
                  presence={presence[member.person.id] ?? "offline"}
                />
              ))}
            {room.invites
              .filter((invite) => invite.side === side)
              .map((invite) => (
                <InviteRow key={invite.id} room={room} invite={invite} />
              ))}
          </Stack>
        </Stack>
      ))}
      <InviteDialog room={room} opened={inviting} onClose={() => setInviting(false)} />
    </Stack>
  );
}
