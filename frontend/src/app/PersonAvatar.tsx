import { Avatar } from "@mantine/core";

/** The other colours of the palette leave too little contrast between the letters and their ground. */
const COLOURS = ["blue", "indigo", "violet", "grape", "pink"];

/** A person's picture, or their initials on a colour of their own. The name stands beside it, so it is not read out. */
export function PersonAvatar({
  person,
  size = 36,
}: {
  person: { name: string; avatar?: string | null };
  size?: number;
}) {
  return (
    <Avatar
      src={person.avatar ?? null}
      name={person.name}
      color="initials"
      allowedInitialsColors={COLOURS}
      size={size}
      radius="xl"
      alt=""
      aria-hidden
    />
  );
}
