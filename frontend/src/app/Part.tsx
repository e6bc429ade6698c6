import { Title } from "@mantine/core";
import type { ReactNode } from "react";

/** A part of a tab, under its own head. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={3} fz="h4" mb="xs">
        {title}
      </Title>
      {children}
    </section>
  );
}
