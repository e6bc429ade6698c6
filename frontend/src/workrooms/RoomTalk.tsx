import { useOutletContext } from "react-router";
import { Chat } from "../chat/Chat";
import type { RoomState } from "../live/apply";

/** What is said in a room. */
export function RoomTalk() {
  return <Chat state={useOutletContext<RoomState>()} />;
}
