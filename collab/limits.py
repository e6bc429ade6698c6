"""Every bound of the system, in one place. Each has a test that goes past it."""

# Words
TEXT_CHARS = 10_000
"""Characters of one message."""
LINE_CHARS = 120
"""Characters of a title or a name."""
LONG_TEXT_CHARS = 20_000
"""Characters of a description or a note."""
REASON_CHARS = 1_000

# The socket
FRAME_BYTES = 64 * 1024
"""One frame from a client; a larger one closes the socket with 1009."""
JSON_DEPTH = 16
"""Nesting of a frame or a body."""
ROOMS_OPEN = 500
"""Rooms that one socket may have open."""
SOCKETS_PER_PERSON = 20
COMMANDS_IN_FLIGHT = 128
"""Commands of one socket that wait for an answer; further ones are refused."""
SOCKET_BUFFER_BYTES = 1024 * 1024
"""What waits to be sent to one socket; past it the socket is closed and the client resumes by number."""
SEND_SECONDS = 10
"""A send that takes longer closes the socket."""
HEAD_CHECK_SECONDS = 2
ENDINGS_SECONDS = 1
"""How often live sockets are compared with the sessions and tokens that ended."""
STOP_SECONDS = 5
"""What a stopping server gives commands under way to be answered."""
SOCKET_THREADS = 4
"""Threads of one process for the database work of its sockets, besides the writer's."""
HEADS_SECONDS = 15
ARRIVALS_SECONDS = 30
"""How often a process looks for seats that wait for an address whose owner is here meanwhile."""
REPLAY_PAGE = 500
"""Events of one page, over the socket and over HTTP."""
REPLAY_EVENTS = 5_000
"""Further behind than this, `rooms.open` answers `reset` and the client reads a snapshot."""
BATCH_COMMANDS = 256
"""Messages of one commit."""
QUEUED_COMMANDS = 4_096
"""Messages of one process that wait for a commit; further ones are refused with `retry_after`."""
HELD_ROOM_PATIENCE_SECONDS = 0.02
"""How long the writer waits for such a room at first: whoever writes messages there is done by then."""
HELD_ROOM_SECONDS = 10
"""How long messages wait for a room that somebody else holds; then they are refused with `retry_after`."""
HELD_ROOM_AGAIN_SECONDS = 0.005
"""When such a room is tried again; the longer it is held, the more seldom."""
HELD_ROOM_SELDOM_SECONDS = 0.5
SIGNALS_PER_SECOND = 10
"""Typing and presence frames of one socket; further ones are dropped."""
FRAMES_PER_SECOND = 100
"""Frames of one socket in the long run (512 may come at once); past it the socket is closed."""
BAD_FRAMES = 20
"""Frames of one socket that could not be read, per minute; past it the socket is closed."""

# HTTP
BODY_BYTES = 1024 * 1024
REPORTS_BYTES = 3 * 1024 * 1024
"""Of reports of time: as many as go at once, with the longest memos, also where JSON escapes each of their letters."""
PAGE = 50
"""Rows of a list, unless asked for otherwise."""
PAGE_MOST = 200

# People
MESSAGES_PER_MINUTE = 120
"""Messages, edits and deletions of one person; COLLAB_MESSAGES_PER_MINUTE overrides it."""
MESSAGES_BURST = 30
ACTIONS_PER_MINUTE = 60
"""Everything else that changes something."""
UPLOADS_PER_MINUTE = 600
"""Starting, finishing and cancelling uploads of one person, and asking for parts."""
TOKENS_PER_PERSON = 20
MEMBERS_PER_ROOM = 50
INVITES_PER_ROOM = 50
OFFERS_OPEN = 200
"""Offers of one person that nobody answered yet."""
PROPOSALS_PER_ROOM = 200
RATE_MINOR = 100_000_000
"""The highest hourly rate, in minor units of whatever currency."""
AVATAR_BYTES = 2 * 1024 * 1024
AVATAR_PIXELS = 25_000_000

# Files
FILE_BYTES = 10 * 1024**3
"""One file; COLLAB_FILE_BYTES overrides it."""
ROOM_FILES_BYTES = 100 * 1024**3
"""All versions of all files in a room; COLLAB_ROOM_FILES_BYTES overrides it."""
PERSON_FILES_BYTES = 200 * 1024**3
"""All that one person brought into any room; COLLAB_PERSON_FILES_BYTES overrides it."""
FILE_NAME_BYTES = 255
"""UTF-8: what file systems take."""
FILE_NOTE_CHARS = 1_000
FILES_PER_MESSAGE = 20
VERSIONS_PER_FILE = 1_000
UPLOADS_OPEN = 100
"""Uploads of one person, in all rooms, that were neither finished nor given up."""
UPLOAD_HOURS = 24
"""An upload whose parts were not asked about for so long is given up."""
SINGLE_PUT_BYTES = 16 * 1024**2
"""From this size on a file goes in parts."""
PART_BYTES = 8 * 1024**2
"""The smallest part that the server chooses; it grows where 10,000 would not be enough."""
PARTS_MOST = 10_000
PARTS_SIGNED = 32
"""Parts signed by one request."""
LINK_SECONDS = 300
"""How long a signed link opens something."""
PUT_SECONDS = 3_600
"""How long one signed request to send bytes may be begun: a slow line needs a while for 16 MiB."""
DOWNLOADS_SHOWN = 500
PREVIEW_SIDE = 1_600
THUMBNAIL_SIDE = 480
PREVIEW_BYTES = 256 * 1024**2
"""A larger file gets no picture of itself."""
PREVIEW_PIXELS = 100_000_000
PREVIEW_SECONDS = 20
PREVIEW_CPU_SECONDS = 10
"""Of the process that draws; PREVIEW_SECONDS are the clock's, for a busy machine."""
PREVIEW_MEMORY_BYTES = 1024**3
PREVIEW_OUTPUT_BYTES = 16 * 1024**2
"""All that the process that draws may write."""
TEXT_PREVIEW_BYTES = 64 * 1024
CHORE_LEASE_SECONDS = 120
"""Who took a chore and said nothing for so long is dead; somebody else takes it."""
CHORE_PAUSE_SECONDS = 1
"""How long a worker without a chore waits before it looks again."""
CHORE_TRIES = 8
"""Then a preview is given up; everything else is tried for ever."""
CHORE_TRIES_COUNTED = 1_000
CHORE_SELDOM_SECONDS = 3_600
"""What fails time and again is tried no more seldom than this."""
STORAGE_SECONDS = 15
"""How long storage may take for one short answer."""

# Milestones
MILESTONES_PER_ROOM = 500
CHECKLIST_ITEMS = 50
CHECKLIST_ITEM_CHARS = 300
REVISIONS_MOST = 30
"""The highest cap of revisions that a milestone may have."""
REVISIONS_WITHOUT_CAP = 500
"""Nobody means to ask more often; each round is read with the milestone."""
FUNDED_AT_ONCE = 50
"""Milestones that one payment may fund."""
REMARK_CHARS = 1_000
"""Of one item: each event of a review carries all of them."""
WAITING_SHOWN = 200
"""Things that wait for one person, the most urgent first."""

# Time
DEVICE_CHARS = 64
MEMO_CHARS = 300
REPORTS_AT_ONCE = 1_000
REPORT_SECONDS = 24 * 3_600
"""One report; a timer that runs for so long is stopped."""
REPORTS_PER_WEEK = 20_000
"""Of one person, in all contracts."""
PIECES_PER_REPORT = 50
CORRECTIONS_PER_REPORT = 100
ASKS_OPEN = 50
"""Questions of one contract that wait for the client."""
MEMOS_SHOWN = 50
WEEKS_SHOWN = 60
TIMER_LEASE_SECONDS = 90
"""A timer whose device said nothing for so long is stopped, at what was last heard."""
FUTURE_SECONDS = 60
"""How far ahead of the server's clock a report may end."""
REPORT_DAYS = 366
"""Of a report over time."""
REPORT_LINES = 10_000
APPENDIX_ROWS = 1_000
"""Of the diary behind an invoice."""

# Money
AMOUNT_MINOR = 10_000_000_000
"""The highest amount that is paid at once, in minor units of whatever currency."""
CARDS_PER_PERSON = 20
PAYMENT_ASK_SECONDS = 15
"""The provider is asked again about a payment that did not end within this time; then ever more seldom."""
PAYMENT_SELDOM_SECONDS = 3_600
CONFIRM_SECONDS = 24 * 3_600
"""A payment that its payer does not confirm for so long is given up."""
MONEY_SHOWN = 50
"""The newest payments, releases and papers of a room at a glance."""
PLOT_POINTS = 500
EXPORT_TRANSFERS = 100_000
"""Of a ledger that is taken away at once."""

# The agenda
DUE_AT_ONCE = 50
"""Rows that one worker claims at a time."""
DUE_LEASE_SECONDS = 20
"""Who claimed rows and said nothing for so long is dead; somebody else fires them. Many times what as many rows take,
and less than people wait for; who was only slow fires nothing twice, for each row ends with what it does."""
DUE_PAUSE_SECONDS = 0.5
"""How long a worker that found nothing due waits."""
DUE_SELDOM_SECONDS = 3_600
"""What keeps failing is tried this often."""
