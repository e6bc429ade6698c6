import type { RoomSignal } from "../wire";

export type Presence = NonNullable<RoomSignal["state"]>;
