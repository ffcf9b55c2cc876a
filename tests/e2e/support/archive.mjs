// ZIP archives, packed and unpacked by other means than the page's own.
import assert from "node:assert/strict";
import zlib from "node:zlib";

/** The files of an archive, as names and bytes, each held to its checksum. */
export function unpack(bytes) {
  const end = bytes.lastIndexOf("PK\x05\x06");
  assert.ok(end >= 0, "an archive");
  let at = bytes.readUInt32LE(end + 16);
  return Array.from({ length: bytes.readUInt16LE(end + 10) }, () => {
    assert.equal(bytes.toString("latin1", at, at + 4), "PK\x01\x02");
    const [method, sum, packed, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 16), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)];
    const [nameLength, extra, comment, header] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    at += 46 + nameLength + extra + comment;
    const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
    const raw = bytes.subarray(start, start + packed);
    const unpacked = method === 8 ? zlib.inflateRawSync(raw) : raw;
    assert.equal(unpacked.length, size, name);
    assert.equal(zlib.crc32(unpacked), sum, name);
    return { name, bytes: unpacked };
  });
}

/** Files as an archive, deflated, as learning platforms make them. */
export function pack(files) {
  const local = [];
  const central = [];
  let offset = 0;
  for (const { name, text } of files) {
    const [spelt, bytes] = [Buffer.from(name), Buffer.from(text)];
    const packed = zlib.deflateRawSync(bytes);
    const common = Buffer.alloc(26);
    // Version, names in UTF-8, deflated, no date.
    [20, 0x800, 8, 0, 0x21].forEach((value, i) => common.writeUInt16LE(value, i * 2));
    [zlib.crc32(bytes), packed.length, bytes.length].forEach((value, i) => common.writeUInt32LE(value, 10 + i * 4));
    common.writeUInt16LE(spelt.length, 22);
    local.push(Buffer.from("PK\x03\x04", "latin1"), common, spelt, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, rest, spelt);
    offset += 30 + spelt.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}
