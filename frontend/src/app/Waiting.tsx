import { Center, Loader } from "@mantine/core";

/** While a page's code is on its way. */
export function Waiting() {
  return (
    <Center mih="60vh">
      <Loader type="dots" />
    </Center>
  );
}
