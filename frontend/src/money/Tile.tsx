import { Text } from "@mantine/core";
import { Link } from "react-router";
import classes from "./money.module.css";

type Props = {
  name: string;
  value: string;
  data: string;
  /** Where the sum comes from. */
  to?: string;
  current?: boolean;
  children: string;
};

/** A sum at a glance; all of it leads to where the sum comes from. */
export function Tile({ name, value, data, to, current, children }: Props) {
  return (
    <div className={classes.tile} data-current={current || undefined}>
      <dt>
        {to ? (
          <Link
            to={to}
            className={classes.whole}
            aria-label={`${name}: ${value}`}
            aria-current={current ? "true" : undefined}
          >
            {name}
          </Link>
        ) : (
          name
        )}
      </dt>
      <dd className={classes.value} data-balance={data}>
        {value}
      </dd>
      <dd>
        <Text size="xs" c="dimmed">
          {children}
        </Text>
      </dd>
    </div>
  );
}
