// How each system is spoken to, in raw frames, so that no client library flatters or slows one of them.
// A dialect says where a seat connects, what it says first (calling `ready` once it hears its room), how message
// `number` is sent, and which frame acknowledges which message. Acknowledgements that are not a success throw.

const digits = (number) => String(number).padStart(12, "0");

/** The text after `mark` up to `end`, or undefined where the frame has no such mark. */
function between(frame, mark, end) {
  const from = frame.indexOf(mark);
  return from < 0 ? undefined : frame.slice(from + mark.length, frame.indexOf(end, from + mark.length));
}

/** A UUIDv7 whose last twelve digits are the message's number, so that an answer's id tells which message it answers. */
export function uuid(number, now = Date.now()) {
  const time = now.toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7be4-8c00-${digits(number)}`;
}

const collab = {
  url: (seat) => `ws://127.0.0.1:${seat.port}/ws`,
  headers: (seat) => ({ authorization: `Bearer ${seat.token}` }),
  opened: (seat, send) =>
    send(
      JSON.stringify({
        jsonrpc: "2.0",
        id: uuid(seat.number),
        method: "rooms.open",
        params: { rooms: { [seat.room]: seat.after } },
      }),
    ),
  isReady: (frame) => frame.includes('"epoch"'),
  message: (seat, number, text) =>
    `{"jsonrpc":"2.0","id":"${uuid(number)}","method":"message.post","params":{"room":"${seat.room}","text":"${text}"}}`,
  acknowledged(frame) {
    if (frame.includes('"method"')) return undefined;
    if (!frame.includes('"result"')) throw new Error(`refused: ${frame.slice(0, 300)}`);
    const id = between(frame, '"id":"', '"');
    return Number(id.slice(-12));
  },
};

const socketio = {
  url: (seat) => `ws://127.0.0.1:${seat.port}/socket.io/?EIO=4&transport=websocket`,
  headers: () => ({}),
  opened: () => {},
  answer(frame, seat) {
    if (frame === "2") return "3";
    if (frame.startsWith("0{")) return `40${JSON.stringify({ room: seat.room, person: seat.person })}`;
    return undefined;
  },
  isReady: (frame) => frame.startsWith("40"),
  message: (seat, number, text) => `42${number}["message","${text}"]`,
  acknowledged(frame) {
    if (!frame.startsWith("43")) return undefined;
    if (!frame.includes('"at"')) throw new Error(`refused: ${frame.slice(0, 300)}`);
    return Number(frame.slice(2, frame.indexOf("[")));
  },
};

const tutorial = {
  url: (seat) => `ws://127.0.0.1:${seat.port}/ws/chat/${seat.room}/${seat.person}/`,
  headers: (seat) => ({ origin: `http://127.0.0.1:${seat.port}` }),
  // The consumer accepts only after it has joined the group: an open socket is a ready one.
  opened: (seat, send, ready) => ready(),
  isReady: () => false,
  message: (seat, number, text) => `{"id":${number},"text":"${text}"}`,
  acknowledged(frame) {
    const number = between(frame, '"ack": ', ",");
    return number === undefined ? undefined : Number(number);
  },
};

export const dialects = { collab, socketio, tutorial };
