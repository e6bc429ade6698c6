import { Avatar } from "@mantine/core";

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
      size={size}
      radius="xl"
      alt=""
      aria-hidden
    />
  );
}
