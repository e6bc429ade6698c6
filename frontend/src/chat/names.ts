import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { RoomState } from "../live/apply";
import type { Person } from "../wire";

/** Everybody this room has known, by id: members, and who joined and left since. */
export function usePeople({ room, lines }: RoomState): Map<string, Person> {
  const { members } = room;
  return useMemo(() => {
    const joined = lines.flatMap((line) => (line.kind === "member.joined" ? [line.data.person] : []));
    const people = [...joined, ...members.map(({ person }) => person)];
    return new Map(people.map((person) => [person.id, person]));
  }, [members, lines]);
}

export function useName(people: Map<string, Person>): (id: string | null) => string {
  const { t } = useTranslation("chat");
  return (id) => (id === null ? t("line.clock") : (people.get(id)?.name ?? t("somebody")));
}
