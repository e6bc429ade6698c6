import { Title } from "@mantine/core";
import type { ReactNode } from "react";

/** A part of a page, under its own head: of a tab, or (`order` 2) of a page with a title of its own. */
export function Part(props: { title: string; order?: 2 | 3; children: ReactNode }) {
  const { title, order = 3, children } = props;
  return (
    <section>
      <Title order={order} fz="h4" mb="xs">
        {title}
      </Title>
      {children}
    </section>
  );
}
