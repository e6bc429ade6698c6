import { Alert, Button, Group, Radio, Skeleton, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../app/Failure";
import { useIntent } from "../app/useIntent";
import { doors } from "./doors";
import classes from "./money.module.css";
import type { SandboxCard } from "./shapes";

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
            {mine.map(({ id, label }) => (
              <Radio key={id} value={id} label={label} />
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
      <Alert color="yellow" p="xs">
        {t("card.sandbox")}
      </Alert>
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
