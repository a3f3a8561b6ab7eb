#!/usr/bin/env python3
"""A client of 9P2000 in the manner of Plan 9's own, written from section 5 of its manual and strict about every answer.

    nine.py ADDRESS ls PATH      names, one a line, directories with a slash
    nine.py ADDRESS stat PATH    name, mode, type, version and length
    nine.py ADDRESS read PATH    content to stdout
    nine.py ADDRESS write PATH TEXT
    nine.py ADDRESS create PATH

ADDRESS is tcp!host!port or unix!/path. Ends with status 1 and the server's sentence when it refuses, 2 when the server breaks the protocol.
"""
import socket
import struct
import sys

NOTAG, NOFID = 0xFFFF, 0xFFFFFFFF
MSIZE, IOHDRSZ = 8192, 24
DMDIR, QTDIR = 0x80000000, 0x80
OREAD, OWRITE, OTRUNC = 0, 1, 16
VERSION, AUTH, ATTACH, ERROR, FLUSH, WALK, OPEN, CREATE, READ, WRITE, CLUNK, STAT = 100, 102, 104, 106, 108, 110, 112, 114, 116, 118, 120, 124


class Refusal(Exception):
    pass


class Breach(Exception):
    pass


def need(condition, what):
    if not condition:
        raise Breach(what)


def text(value):
    value = value.encode()
    return struct.pack("<H", len(value)) + value


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        need(self.at + count <= len(self.data), "a message ends too early")
        self.at += count
        return self.data[self.at - count:self.at]

    def number(self, width):
        return int.from_bytes(self.take(width), "little")

    def text(self):
        return self.take(self.number(2)).decode()

    def qid(self):
        return self.number(1), self.number(4), self.number(8)

    def end(self):
        need(self.at == len(self.data), "a message goes on after its end")


class Client:
    def __init__(self, address):
        kind, place = address.split("!", 1)
        if kind == "unix":
            self.socket = socket.socket(socket.AF_UNIX)
            self.socket.connect(place)
        else:
            host, port = place.split("!")
            self.socket = socket.create_connection((host, int(port)))
        self.socket.settimeout(30)
        self.msize, self.next, self.tag = MSIZE, 1, 0
        answer = self.call(VERSION, struct.pack("<I", MSIZE) + text("9P2000"), NOTAG)
        self.msize = answer.number(4)
        need(self.msize <= MSIZE, "the server wants larger messages than were offered")
        need(answer.text() == "9P2000", "the server speaks another dialect")
        answer.end()
        try:
            self.call(AUTH, struct.pack("<I", 9999) + text("glenda") + text(""))
            raise Breach("the server wants authentication")
        except Refusal:
            pass
        self.root = 0
        answer = self.call(ATTACH, struct.pack("<II", self.root, NOFID) + text("glenda") + text(""))
        need(answer.qid()[0] & QTDIR, "the root is not a directory")
        answer.end()

    def call(self, kind, body, tag=None):
        if tag is None:
            tag = self.tag = (self.tag + 1) % NOTAG
        self.socket.sendall(struct.pack("<IBH", 7 + len(body), kind, tag) + body)
        size, answered, answered_tag = struct.unpack("<IBH", self.receive(7))
        need(7 <= size <= self.msize, "a message is larger than was agreed")
        answer = Reader(self.receive(size - 7))
        need(answered_tag == tag, "an answer has another tag")
        if answered == ERROR + 1:
            sentence = answer.text()
            answer.end()
            need(sentence, "an error says nothing")
            raise Refusal(sentence)
        need(answered == kind + 1, "an answer is of another kind")
        return answer

    def receive(self, count):
        data = b""
        while len(data) < count:
            more = self.socket.recv(count - len(data))
            need(more, "the server hung up")
            data += more
        return data

    def walk(self, path):
        names = [name for name in path.split("/") if name]
        fid = self.next
        self.next += 1
        self.call(WALK, struct.pack("<IIH", self.root, fid, 0))
        for start in range(0, len(names), 16):
            some = names[start:start + 16]
            answer = self.call(WALK, struct.pack("<IIH", fid, fid, len(some)) + b"".join(map(text, some)))
            count = answer.number(2)
            qids = [answer.qid() for _ in range(count)]
            answer.end()
            if count < len(some):
                raise Refusal(f"no {some[count]} after {len(qids)} names")
        return fid

    def open(self, fid, mode):
        answer = self.call(OPEN, struct.pack("<IB", fid, mode))
        qid, unit = answer.qid(), answer.number(4)
        answer.end()
        need(unit <= self.msize - IOHDRSZ, "what is to be read at once does not fit into a message")
        return qid, unit or self.msize - IOHDRSZ

    def read(self, fid, unit):
        offset = 0
        while True:
            answer = self.call(READ, struct.pack("<IQI", fid, offset, unit))
            count = answer.number(4)
            need(count <= unit, "more is read than was asked for")
            data = answer.take(count)
            answer.end()
            if not data:
                return
            offset += count
            yield data

    def clunk(self, fid):
        self.call(CLUNK, struct.pack("<I", fid)).end()


def record(reader):
    """One entry of a directory: it says its length, which does not count itself."""
    length = reader.number(2)
    start = reader.at
    reader.number(2), reader.number(4)
    qid, mode, _, _, size = reader.qid(), reader.number(4), reader.number(4), reader.number(4), reader.number(8)
    name, owner, group, last = reader.text(), reader.text(), reader.text(), reader.text()
    need(reader.at - start == length, "an entry is not as long as it says")
    need(qid[0] == mode >> 24, "the qid and the mode disagree")
    need(owner and group and last is not None, "an entry has no owner")
    need(name and ("/" not in name or name == "/"), "an entry's name is none")
    need(not mode & DMDIR or size == 0, "a directory has a length")
    return name, mode, qid, size


def main(address, command, path, *rest):
    client = Client(address)
    if command == "create":
        directory, name = path.rsplit("/", 1)
        fid = client.walk(directory)
        client.call(CREATE, struct.pack("<I", fid) + text(name) + struct.pack("<IB", 0o644, OWRITE))
        client.clunk(fid)
        return
    fid = client.walk(path)
    if command == "stat":
        answer = client.call(STAT, struct.pack("<I", fid))
        whole = answer.number(2)
        need(whole == len(answer.data) - 2, "the two lengths of a stat disagree")
        name, mode, qid, size = record(answer)
        answer.end()
        print(name, f"{mode:o}", f"{qid[0]:#x}", qid[1], size)
    elif command == "write":
        _, unit = client.open(fid, OWRITE | OTRUNC)
        data = (rest[0] + "\n").encode()
        for offset in range(0, len(data), unit):
            some = data[offset:offset + unit]
            answer = client.call(WRITE, struct.pack("<IQI", fid, offset, len(some)) + some)
            need(answer.number(4) == len(some), "not all was written")
            answer.end()
    else:
        _, unit = client.open(fid, OREAD)
        for data in client.read(fid, unit):
            if command == "read":
                sys.stdout.buffer.write(data)
                continue
            # a message holds whole entries
            reader = Reader(data)
            while reader.at < len(data):
                name, mode, _, _ = record(reader)
                print(name + ("/" if mode & DMDIR else ""))
    client.clunk(fid)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(1)
    except Breach as breach:
        print(f"breach of the protocol: {breach}", file=sys.stderr)
        sys.exit(2)
