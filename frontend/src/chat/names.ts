import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Person, Room } from "../wire";

/** Everybody who ever had a seat here, by id. */
export function usePeople({ people }: Room): Map<string, Person> {
  return useMemo(() => new Map(people.map((person) => [person.id, person])), [people]);
}

export function useName(people: Map<string, Person>): (id: string | null) => string {
  const { t } = useTranslation("chat");
  return (id) => (id === null ? t("line.clock") : (people.get(id)?.name ?? t("somebody")));
}
