// The peer most people would build: Socket.IO, its Redis adapter and PostgreSQL.
// node server.mjs <port>, with DATABASE_URL and REDIS_URL in the environment.
import { createServer } from "node:http";
import { createAdapter } from "@socket.io/redis-adapter";
import pg from "pg";
import { createClient } from "redis";
import { Server } from "socket.io";

const port = Number(process.argv[2]);
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20, idleTimeoutMillis: 0 });
await pool.query(`
  CREATE TABLE IF NOT EXISTS message (
    id bigserial PRIMARY KEY, room text NOT NULL, author text NOT NULL, text text NOT NULL,
    at timestamptz NOT NULL DEFAULT now())`);
await pool.query("CREATE INDEX IF NOT EXISTS message_room ON message (room, id)");

// A name makes node-postgres prepare the statement once per connection.
const insert = {
  name: "insert",
  text: "INSERT INTO message (room, author, text) VALUES ($1, $2, $3) RETURNING id, at",
};

const publisher = createClient({ url: process.env.REDIS_URL });
const subscriber = publisher.duplicate();
await Promise.all([publisher.connect(), subscriber.connect()]);

const http = createServer();
const io = new Server(http, {
  adapter: createAdapter(publisher, subscriber),
  transports: ["websocket"],
  perMessageDeflate: false,
  maxHttpBufferSize: 65_536,
  serveClient: false,
});

io.on("connection", (socket) => {
  const { person, room } = socket.handshake.auth;
  socket.join(room);
  socket.on("message", async (text, acknowledge) => {
    try {
      const { rows } = await pool.query({ ...insert, values: [room, person, text] });
      io.to(room).emit("message", { id: rows[0].id, room, by: person, text, at: rows[0].at });
      acknowledge({ id: rows[0].id, at: rows[0].at });
    } catch (error) {
      acknowledge({ error: String(error) });
    }
  });
});

http.listen(port, "127.0.0.1", 1024);
