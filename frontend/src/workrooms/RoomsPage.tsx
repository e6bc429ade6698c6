import { Outlet, useParams } from "react-router";
import { RoomList } from "./RoomList";
import { Shortcuts } from "./Shortcuts";
import classes from "./workrooms.module.css";

/** The list of rooms beside the chosen one; on a narrow screen, one or the other. */
export function RoomsPage() {
  const { room } = useParams();
  return (
    <div className={classes.split} data-chosen={room !== undefined}>
      <nav className={classes.aside}>
        <RoomList chosen={room} />
      </nav>
      <div className={classes.chosen}>
        <Outlet />
      </div>
      <Shortcuts />
    </div>
  );
}
