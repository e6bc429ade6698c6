import { ActionIcon, Alert, Button, Group, Radio, Skeleton, Stack, Text } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../app/Failure";
import { useIntent } from "../app/useIntent";
import type { Card, SandboxCard } from "../wire";
import { doors } from "./doors";
import classes from "./money.module.css";

export function useCards() {
  return useQuery({ queryKey: ["cards"], queryFn: async () => (await doors.cards()).items });
}

/** With which card to pay; one of the sandbox can be added here. `error` says that one has to be chosen. */
export function CardChoice(props: {
  value: string | null;
  onChange: (card: string) => void;
  error?: string;
}) {
  const { t } = useTranslation("money");
  const cards = useCards();
  const [adding, setAdding] = useState(false);
  if (cards.isPending) return <Skeleton h={88} />;
  const mine = cards.data ?? [];
  return (
    <Stack gap="xs">
      <Failure error={cards.error} retry={() => void cards.refetch()} />
      {mine.length > 0 && (
        <Radio.Group
          label={t("card.label")}
          value={props.value}
          onChange={props.onChange}
          error={props.error}
        >
          <Stack gap="xs" my={6}>
            {mine.map((card) => (
              <Group key={card.id} justify="space-between" wrap="nowrap">
                <Radio value={card.id} label={card.label} />
                <RemoveCard card={card} />
              </Group>
            ))}
          </Stack>
        </Radio.Group>
      )}
      {mine.length > 0 && !adding ? (
        <Group>
          <Button size="compact-sm" variant="subtle" onClick={() => setAdding(true)}>
            {t("card.another")}
          </Button>
        </Group>
      ) : (
        <SandboxCards
          error={mine.length ? undefined : props.error}
          onAdded={(card) => {
            setAdding(false);
            props.onChange(card);
          }}
        />
      )}
    </Stack>
  );
}

function RemoveCard({ card }: { card: Card }) {
  const { t } = useTranslation("money");
  const queries = useQueryClient();
  const removing = useMutation({
    mutationFn: () => doors.removeCard(card.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["cards"] }),
  });
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      loading={removing.isPending}
      aria-label={t("card.remove", { label: card.label })}
      onClick={() => removing.mutate()}
    >
      <IconTrash size={16} aria-hidden />
    </ActionIcon>
  );
}

function SandboxCards({ onAdded, error }: { onAdded: (card: string) => void; error?: string }) {
  const { t } = useTranslation("money");
  const queries = useQueryClient();
  const intent = useIntent();
  const sandbox = useQuery({
    queryKey: ["sandbox"],
    queryFn: doors.sandbox,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const adding = useMutation({
    mutationFn: ({ number }: SandboxCard) => intent(number, (key) => doors.addCard(number, key)),
    onSuccess: async (card) => {
      await queries.invalidateQueries({ queryKey: ["cards"] });
      onAdded(card.id);
    },
  });
  return (
    <Stack gap="xs" component="section" aria-label={t("card.add")}>
      <Alert p="xs">{t("card.sandbox")}</Alert>
      {error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
      <Failure error={adding.error ?? sandbox.error} />
      <ul className={classes.cards}>
        {sandbox.data?.cards.map((card) => (
          <li key={card.number}>
            <div>
              <Text ff="monospace" size="sm">
                {grouped(card.number)}
              </Text>
              <Text size="xs" c="dimmed">
                {card.does}
              </Text>
            </div>
            <Button
              size="compact-sm"
              variant="default"
              loading={adding.isPending && adding.variables.number === card.number}
              disabled={adding.isPending}
              aria-label={t("card.useLabel", { number: card.number.slice(-4) })}
              onClick={() => adding.mutate(card)}
            >
              {t("card.use")}
            </Button>
          </li>
        ))}
      </ul>
    </Stack>
  );
}

function grouped(number: string): string {
  return number.replace(/(\d{4})(?=\d)/g, "$1 ");
}
