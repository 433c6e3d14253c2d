/**
 * Runs inside of a container, in any Python from 3.5 on, and needs nothing but its standard library. It writes nothing,
 * answers on its standard output, and ends when its standard input does. One line of JSON is one message; after a
 * message with `bytes` come so many bytes. Called with the root and the limit of entries.
 */
export const agentSource = String.raw`
import json, os, select, stat, struct, sys, time
limit = int(sys.argv[2])
root = sys.argv[1]
IN_IGNORED, IN_Q_OVERFLOW = 0x8000, 0x4000
# modify, attrib, close after write, moved, create, delete; only folders, no links, nothing that is unlinked
MASK = 0x2 | 0x4 | 0x8 | 0x40 | 0x80 | 0x100 | 0x200 | 0x1000000 | 0x2000000 | 0x4000000
BATCH, CHECK, POLL = 0.05, 2.0, 1.0
try:
    import ctypes
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(15, b'longshore', 0, 0, 0)
    events = libc.inotify_init1(0o2000000 | 0o4000)
except Exception:
    events = -1
folders, watches, unread, dirty, missing = {}, {}, [], {}, set()
changes, state = [], {'n': 0, 'full': False, 'mode': 'watch', 'fault': ''}
asked, recent = b'', []
is_utf8 = sys.getfilesystemencoding().lower() == 'utf-8'
os.set_blocking(1, False)


class Folder:
    def __init__(self, watch, inode):
        self.watch, self.inode, self.entries, self.stirred, self.modified = watch, inode, {}, False, 0


def listen():
    global asked
    piece = os.read(0, 65536)
    if not piece:
        os._exit(0)
    asked += piece


def send(message, payload=b''):
    left = memoryview(json.dumps(message, separators=(',', ':')).encode() + b'\n' + payload)
    while left:
        try:
            left = left[os.write(1, left):]
        except BlockingIOError:
            if 0 in select.select([0], [1], [])[0]:
                listen()
        except OSError:
            os._exit(0)


def tell():
    global changes
    while changes:
        some, changes = changes[:400], changes[400:]
        send({'c': some if is_utf8 else [[to_utf8(one[0])] + one[1:] for one in some]})


def to_utf8(path):
    return os.fsencode(path).decode('utf-8', 'surrogateescape')


def from_utf8(path):
    return path if is_utf8 else os.fsdecode(path.encode('utf-8', 'surrogateescape'))


def absolute(path):
    return os.path.join(root, path) if path else root


def child(path, name):
    return path + '/' + name if path else name


def entry_of(s):
    kind = 'f' if stat.S_ISREG(s.st_mode) else 'd' if stat.S_ISDIR(s.st_mode) else 'l' if stat.S_ISLNK(s.st_mode) else 'o'
    return (kind, s.st_size if kind == 'f' else 0, s.st_mtime_ns / 1e6, s.st_ino if kind == 'd' else 0)


def look(path, follow=False):
    try:
        return entry_of(os.stat(absolute(path)) if follow else os.lstat(absolute(path)))
    except (OSError, ValueError):
        return None


def watch(path):
    if events < 0:
        return -1
    number = libc.inotify_add_watch(events, os.fsencode(absolute(path)), MASK if path else MASK & ~0x2000000)
    if number >= 0:
        watches[number] = path
        missing.discard(path)
    elif ctypes.get_errno() in (28, 24, 12):
        missing.add(path)
    return number


def enter(path, inode):
    known = folders.get(path)
    folders[path] = known if known else Folder(-1, inode)
    folders[path].watch = watch(path)
    unread.append(path)


def leave(path):
    folder = folders.pop(path, None)
    if not folder:
        return
    missing.discard(path)
    if folder.watch >= 0 and watches.get(folder.watch) == path:
        del watches[folder.watch]
        libc.inotify_rm_watch(events, folder.watch)
    state['n'] -= len(folder.entries)
    for name, entry in folder.entries.items():
        if entry[0] == 'd':
            leave(child(path, name))


def change(at, folder, name, now):
    path, before = child(at, name), folder.entries.get(name)
    if before and (not now or before[0] != now[0] or before[3] != now[3]):
        if before[0] == 'd':
            leave(path)
        del folder.entries[name]
        state['n'] -= 1
        changes.append([path])
        before = None
    if not now:
        return
    if not before:
        if state['n'] >= limit:
            state['full'] = True
            return
        state['n'] += 1
    if before != now:
        changes.append([path, now[0], now[1], now[2]])
    folder.entries[name] = now
    if before and before != now:
        recent.append(path)
        del recent[:-32]
    if now[0] == 'd' and (not before or path not in folders):
        enter(path, now[3])
    if len(changes) >= 400:
        tell()


def read_folder(path):
    folder = folders.get(path)
    if not folder:
        return
    names = set()
    try:
        folder.modified = os.stat(absolute(path)).st_mtime_ns
        for one in os.scandir(absolute(path)):
            names.add(one.name)
            change(path, folder, one.name, look(child(path, one.name)))
            if not len(names) % 500:
                serve(0)
                hear()
    except OSError:
        pass
    for name in [each for each in folder.entries if each not in names]:
        change(path, folder, name, look(child(path, name)))


def start_again():
    leave('')
    changes.append([''])
    now = look('', True)
    if now and now[0] == 'd':
        enter('', now[3])


def hear():
    while events >= 0:
        try:
            data = os.read(events, 1 << 18)
        except OSError:
            return
        at = 0
        while at < len(data):
            number, mask, _, length = struct.unpack_from('iIII', data, at)
            name = os.fsdecode(data[at + 16:at + 16 + length].rstrip(b'\0'))
            at += 16 + length
            path = watches.get(number)
            if mask & IN_Q_OVERFLOW:
                for each in folders:
                    dirty[each] = None
            elif path is None:
                continue
            elif mask & IN_IGNORED:
                del watches[number]
                if path and path in folders and folders[path].watch == number:
                    # Whatever is there now is another folder.
                    folders[path].inode = folders[path].watch = -1
                    above, own = os.path.split(path)
                    if above in folders:
                        entry = folders[above].entries.get(own)
                        if entry:
                            folders[above].entries[own] = entry[:3] + (-1,)
                        mark(above, own)
            else:
                if path in folders:
                    folders[path].stirred = True
                if name:
                    mark(path, name)


def mark(path, name):
    names = dirty.setdefault(path, set())
    if names is not None:
        names.add(name)


def work():
    global dirty
    some, dirty = dirty, {}
    for path, names in some.items():
        if names is None:
            unread.append(path)
        elif path in folders:
            for name in names:
                change(path, folders[path], name, look(child(path, name)))
    while unread:
        read_folder(unread.pop())
        serve(0)
        hear()
    tell()


def fault():
    now = 'polling' if state['mode'] == 'poll' else 'watches' if missing else 'full' if state['full'] else ''
    if now != state['fault']:
        state['fault'] = now
        send({'fault': now})


def stale():
    hear()
    for path, folder in list(folders.items()):
        try:
            modified = os.stat(absolute(path)).st_mtime_ns
        except OSError:
            continue
        if folder.watch < 0 or folder.stirred or not folder.modified:
            folder.stirred = False
        elif modified != folder.modified:
            return path
        folder.modified = modified
    # A file that grows leaves no trace in its folder.
    for path in recent:
        above, own = os.path.split(path)
        if above in folders and above not in dirty and folders[above].entries.get(own) != look(path):
            folders[above].stirred = False
            return above


def check():
    now, known = look('', True), folders.get('')
    if (now[3] if now and now[0] == 'd' else None) != (known.inode if known else None):
        return start_again()
    path = stale() if state['mode'] == 'watch' else None
    if path is not None:
        # An event may be a moment later than what it tells of.
        time.sleep(0.02)
        hear()
        if path in folders and not folders[path].stirred:
            state['mode'] = 'poll'
    for each in list(missing):
        dirty[each] = None


def open_file(path):
    parts = path.split('/')
    at = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for part in parts[:-1]:
            inner = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=at)
            os.close(at)
            at = inner
        # A FIFO must not even be opened: its writer would take us for its reader.
        if not stat.S_ISREG(os.lstat(parts[-1], dir_fd=at).st_mode):
            return None
        return os.open(parts[-1], os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=at)
    finally:
        os.close(at)


def answer(ask):
    path = from_utf8(ask['path'])
    if ask['op'] == 'stat':
        entry = look(path, path == '')
        return send({'id': ask['id'], 'entry': entry and entry[:3]})
    try:
        file = open_file(path)
        if file is None:
            return send({'id': ask['id'], 'error': 'no-file'})
        try:
            data = os.pread(file, ask['length'], ask['offset'])
        finally:
            os.close(file)
        send({'id': ask['id'], 'bytes': len(data)}, data)
    except OSError as error:
        send({'id': ask['id'], 'error': {2: 'gone', 20: 'gone', 40: 'no-file'}.get(error.errno, str(error))})


def serve(seconds):
    global asked
    ready = select.select([0, events] if events >= 0 else [0], [], [], max(0, seconds))[0]
    if 0 in ready:
        listen()
    while b'\n' in asked:
        line, asked = asked.split(b'\n', 1)
        answer(json.loads(line.decode()))
    return events in ready


send({'ready': events >= 0})
if events < 0:
    state['mode'] = 'poll'
start_again()
changes.clear()
work()
send({'scanned': not state['full']})
next_batch, next_check, next_poll = 0, time.monotonic() + CHECK, time.monotonic() + POLL
while True:
    now = time.monotonic()
    if serve((max(next_batch, now) if dirty else next_check) - now):
        hear()
    now = time.monotonic()
    if state['mode'] == 'poll' and now >= next_poll:
        for each in folders:
            dirty[each] = None
    if now >= next_check:
        check()
        fault()
        next_check = time.monotonic() + (CHECK if state['mode'] == 'watch' else POLL)
    if (dirty or unread or changes) and now >= next_batch:
        work()
        fault()
        next_batch = time.monotonic() + BATCH
        next_poll = next_batch + max(POLL, 5 * (next_batch - now))
`;
