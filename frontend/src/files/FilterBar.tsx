import { Button, Collapse, Group, Indicator, NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { useDebouncedCallback, useDisclosure, useMediaQuery } from "@mantine/hooks";
import { IconFilter, IconLayoutGrid, IconList, IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Person } from "../wire";
import type { FileSort } from "./doors";
import classes from "./files.module.css";
import { type Filters, SORTS, type useFilters } from "./filters";
import { KINDS } from "./kinds";

export type View = "list" | "gallery";

type Props = ReturnType<typeof useFilters> & { people: Person[]; view: View; onView: (view: View) => void };

const TYPING_MS = 250;

/** Finds files: by name at once, by more on demand where the screen is narrow. */
export function FilterBar(props: Props) {
  const { t } = useTranslation("files");
  const { filters, narrowed } = props;
  const wide = useMediaQuery("(min-width: 62em)", undefined, { getInitialValueInEffect: false });
  const [shown, more] = useDisclosure(narrowed);
  return (
    <>
      <div className={classes.bar}>
        <NameSearch key={filters.q === "" ? "none" : "some"} {...props} />
        <NativeSelect
          aria-label={t("list.sort")}
          value={filters.sort}
          onChange={({ currentTarget }) => props.change({ sort: currentTarget.value as FileSort })}
          data={SORTS.map((sort) => ({ value: sort, label: t(`list.sorts.${sort}`) }))}
        />
        <ViewSwitch {...props} />
        {!wide && (
          <Indicator disabled={!narrowed}>
            <Button
              variant="default"
              leftSection={<IconFilter size={16} aria-hidden />}
              aria-expanded={shown}
              onClick={more.toggle}
            >
              {t("list.filters")}
            </Button>
          </Indicator>
        )}
      </div>
      <Collapse expanded={wide || shown}>
        <More {...props} />
      </Collapse>
    </>
  );
}

function NameSearch({ filters, change }: Props) {
  const { t } = useTranslation("files");
  const [words, setWords] = useState(filters.q);
  const look = useDebouncedCallback((q: string) => change({ q }), TYPING_MS);
  useEffect(() => () => look.cancel?.(), [look]);
  return (
    <TextInput
      type="search"
      className={classes.search}
      aria-label={t("list.search")}
      placeholder={t("list.search")}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={words}
      onChange={({ currentTarget }) => {
        setWords(currentTarget.value);
        look(currentTarget.value);
      }}
    />
  );
}

function ViewSwitch({ view, onView }: Props) {
  const { t } = useTranslation("files");
  const sign = (Icon: typeof IconList, label: string) => (
    <Icon size={16} role="img" aria-label={label} className={classes.sign} />
  );
  return (
    <SegmentedControl
      aria-label={t("list.view")}
      value={view}
      onChange={(chosen) => onView(chosen as View)}
      data={[
        { value: "list", label: sign(IconList, t("list.asList")) },
        { value: "gallery", label: sign(IconLayoutGrid, t("list.asGallery")) },
      ]}
    />
  );
}

function More({ filters, change, clear, narrowed, people }: Props) {
  const { t } = useTranslation("files");
  const field = (name: keyof Filters) => ({
    value: filters[name],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      change({ [name]: currentTarget.value }),
  });
  const kinds = KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }));
  const bringers = people.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Group className={classes.filters}>
      <NativeSelect
        label={t("list.kind")}
        data={[{ value: "", label: t("list.anyKind") }, ...kinds]}
        {...field("kind")}
      />
      <NativeSelect
        label={t("list.by")}
        data={[{ value: "", label: t("list.anyBody") }, ...bringers]}
        {...field("by")}
      />
      <TextInput type="date" label={t("list.since")} {...field("since")} />
      <TextInput type="date" label={t("list.until")} {...field("until")} />
      {narrowed && (
        <Button variant="subtle" onClick={clear}>
          {t("list.clear")}
        </Button>
      )}
    </Group>
  );
}
