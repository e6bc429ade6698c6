import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../app/Failure";
import { CardChoice, useCards } from "../money/CardChoice";

type Props = {
  text: string;
  action: string;
  chosen: string | null;
  onTake: (card: string) => Promise<unknown>;
  onClose: () => void;
};

/** A choice of a card, and what is done with it. */
export function CardForm({ text, action, chosen, onTake, onClose }: Props) {
  const { t } = useTranslation(["time", "app"]);
  const [picked, setPicked] = useState<string | null>(chosen);
  const [asked, setAsked] = useState(false);
  const cards = useCards().data ?? [];
  const card = (cards.find(({ id }) => id === picked) ?? cards[0])?.id ?? null;
  const taking = useMutation({ mutationFn: onTake });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        setAsked(true);
        if (card && !taking.isPending) taking.mutate(card);
      }}
    >
      <Stack>
        <Text size="sm">{text}</Text>
        <CardChoice
          value={card}
          onChange={setPicked}
          error={asked && !card ? t("card.missing") : undefined}
        />
        <Failure error={taking.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("app:cancel")}
          </Button>
          <Button type="submit" loading={taking.isPending}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
