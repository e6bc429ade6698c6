import { ActionIcon, Group, Stack, Text, ThemeIcon } from "@mantine/core";
import { IconMail, IconUserMinus, IconX } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api } from "../api/client";
import { PersonAvatar } from "../app/PersonAvatar";
import type { Presence } from "../live/signals";
import type { Invite, Member, Room } from "../wire";
import { AskStep } from "./AskStep";
import { useStep } from "./useStep";

function Row(props: { picture: ReactNode; name: string; words: string; action?: ReactNode }) {
  return (
    <Group component="li" gap="sm" wrap="nowrap">
      {props.picture}
      <Stack gap={0} miw={0} flex={1}>
        <Text size="sm" fw={500} style={{ overflowWrap: "anywhere" }}>
          <bdi>{props.name}</bdi>
        </Text>
        <Text size="xs" c="dimmed">
          {props.words}
        </Text>
      </Stack>
      {props.action}
    </Group>
  );
}

/** Somebody with a seat; a manager or observer can be removed by their side, and can leave. */
export function MemberRow(props: { room: Room; member: Member; isMe: boolean; presence: Presence }) {
  const { t } = useTranslation(["terms", "workrooms"]);
  const { room, member, isMe } = props;
  const { name } = member.person;
  const role = t(`members.role.${member.role}`);
  const guest = member.role === "manager" || member.role === "observer";
  const removable = !isMe && guest && member.side === room.side && room.may.includes("member.remove");
  const leavable = isMe && room.may.includes("member.leave");
  const words = isMe
    ? `${role} · ${t("members.you")}`
    : `${role} · ${t(`workrooms:presence.${props.presence}`)}`;
  return (
    <Row
      picture={<PersonAvatar person={member.person} size={30} />}
      name={name}
      words={words}
      action={(removable || leavable) && <Remove room={room} member={member} isMe={isMe} />}
    />
  );
}

function Remove({ room, member, isMe }: { room: Room; member: Member; isMe: boolean }) {
  const { t } = useTranslation("terms");
  const navigate = useNavigate();
  const step = useStep(room.id);
  const [asking, setAsking] = useState(false);
  const { id, name } = member.person;
  const path = { params: { path: { room: room.id, person: id } } };
  const take = () =>
    isMe
      ? api.DELETE("/api/v1/rooms/{room}/members/{person}", path).then(() => navigate("/rooms"))
      : step(() => api.DELETE("/api/v1/rooms/{room}/members/{person}", path), t("members.removed", { name }));
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="red"
        onClick={() => setAsking(true)}
        aria-label={isMe ? t("members.leave") : t("members.removeLabel", { name })}
      >
        <IconUserMinus size={18} aria-hidden />
      </ActionIcon>
      <AskStep
        opened={asking}
        title={isMe ? t("members.leaveTitle") : t("members.removeTitle", { name })}
        text={isMe ? t("members.leaveText") : t("members.removeText", { name })}
        action={isMe ? t("members.leave") : t("members.remove")}
        danger
        onTake={take}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

/** Somebody who was asked in and has not answered. */
export function InviteRow({ room, invite }: { room: Room; invite: Invite }) {
  const { t } = useTranslation("terms");
  const step = useStep(room.id);
  const [asking, setAsking] = useState(false);
  const { email, id } = invite;
  const guest = invite.role === "manager" || invite.role === "observer";
  const removable = guest && invite.side === room.side && room.may.includes("invite.withdraw");
  const takeBack = () =>
    step(
      () =>
        api.DELETE("/api/v1/rooms/{room}/invites/{invite}", {
          params: { path: { room: room.id, invite: id } },
        }),
      t("members.takenBack"),
    );
  return (
    <>
      <Row
        picture={
          <ThemeIcon variant="default" radius="xl" size={30}>
            <IconMail size={16} aria-hidden />
          </ThemeIcon>
        }
        name={email}
        words={`${t(`members.role.${invite.role}`)} · ${t("members.invited")}`}
        action={
          removable && (
            <ActionIcon
              variant="subtle"
              color="gray"
              onClick={() => setAsking(true)}
              aria-label={t("members.takeBackLabel", { email })}
            >
              <IconX size={18} aria-hidden />
            </ActionIcon>
          )
        }
      />
      <AskStep
        opened={asking}
        title={t("members.takeBackTitle")}
        text={t("members.takeBackText", { email })}
        action={t("members.takeBack")}
        danger
        onTake={takeBack}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
