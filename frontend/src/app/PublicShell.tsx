import { Container, Group } from "@mantine/core";
import { Outlet } from "react-router";
import { Brand } from "./Brand";
import { SchemeMenu } from "./SchemeMenu";

/** Around the pages of people who are not signed in. */
export function PublicShell() {
  return (
    <>
      <Group component="header" justify="space-between" p="md">
        <Brand />
        <SchemeMenu />
      </Group>
      <Container component="main" size={440} py={{ base: "md", sm: "xl" }}>
        <Outlet />
      </Container>
    </>
  );
}
