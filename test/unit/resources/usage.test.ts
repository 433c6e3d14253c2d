import assert from 'node:assert/strict';
import fc from 'fast-check';
import { groupFiles, readGroups, readNetwork } from '../../../src/core/resources/usage/controlGroups';
import { readEngineStats } from '../../../src/core/resources/usage/engineStats';
import { usageBetween } from '../../../src/core/resources/usage/usage';

const id = 'f'.repeat(64);

describe('What a container uses', () => {
  it('is counted between two looks', () => {
    const before = { at: 1000, cpuNanoseconds: 5e9, received: 100, read: 0, memory: 10 };
    const after = { at: 1500, cpuNanoseconds: 6e9, received: 600, read: 0, memory: 20, cpus: 4 };
    assert.deepEqual(usageBetween(before, after), {
      at: 1500,
      cpu: 200,
      received: 1000,
      read: 0,
      memory: 20,
      cpus: 4,
    });
  });

  it('has no rate at first, nor when a counter began anew', () => {
    const after = { at: 1500, cpuNanoseconds: 6e9, memory: 20 };
    assert.deepEqual(usageBetween(undefined, after), { at: 1500, memory: 20 });
    assert.deepEqual(usageBetween({ at: 1000, cpuNanoseconds: 9e9 }, after), { at: 1500, memory: 20 });
    assert.deepEqual(usageBetween({ at: 1500, cpuNanoseconds: 1 }, after), { at: 1500, memory: 20 });
  });
});

describe('The frames of the engine', () => {
  const frame = {
    read: '2026-01-02T03:04:05.5Z',
    cpu_stats: { cpu_usage: { total_usage: 7e9 }, online_cpus: 2 },
    memory_stats: { usage: 1000, limit: 5000, stats: { total_inactive_file: 300, inactive_file: 9 } },
    networks: { eth0: { rx_bytes: 5, tx_bytes: 6 }, eth1: { rx_bytes: 1, tx_bytes: 1 } },
    blkio_stats: {
      io_service_bytes_recursive: [
        { op: 'Read', value: 10 },
        { op: 'write', value: 20 },
        { op: 'Total', value: 30 },
      ],
    },
    pids_stats: { current: 3 },
  };

  it('are read as the docker command line does', () => {
    assert.deepEqual(readEngineStats(frame), {
      at: Date.parse('2026-01-02T03:04:05.5Z'),
      cpuNanoseconds: 7e9,
      cpus: 2,
      memory: 700,
      memoryLimit: 5000,
      received: 6,
      sent: 7,
      read: 10,
      written: 20,
      processes: 3,
    });
  });

  it('of cgroup v2, and without a disk controller, leave out what is not there', () => {
    const second = {
      ...frame,
      memory_stats: { usage: 1000, stats: { inactive_file: 2000, shmem: 64 } },
      blkio_stats: { io_service_bytes_recursive: null },
      networks: undefined,
    };
    const read = readEngineStats(second);
    assert.deepEqual(
      [read?.memory, read?.read, read?.received, read?.memoryLimit],
      [1000, undefined, undefined, undefined],
    );
  });

  it('of an ended container, or of any shape, tell nothing or little, and never fail', () => {
    assert.equal(readEngineStats({ read: '0001-01-01T00:00:00Z' }), undefined);
    fc.assert(fc.property(fc.anything(), (any) => void readEngineStats(any)));
  });
});

describe('Control groups', () => {
  it('of version 1 are found by controller, below where they are mounted', () => {
    const groups = [
      `9:name=systemd:/docker/${id}`,
      `4:memory:/docker/${id}`,
      `2:cpu,cpuacct:/docker/${id}`,
    ].join('\n');
    const mounts = [
      '35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory',
      '33 31 0:30 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct',
    ].join('\n');
    const files = groupFiles(id, groups, mounts);
    assert.equal(files?.cpu, `/sys/fs/cgroup/cpu,cpuacct/docker/${id}/cpuacct.usage`);
    assert.equal(files.memory, `/sys/fs/cgroup/memory/docker/${id}/memory.usage_in_bytes`);
    assert.equal(files.version, 1);
  });

  it('of version 2 are one folder', () => {
    const groups = `0::/system.slice/docker-${id}.scope\n`;
    const mounts = '30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw,nsdelegate';
    assert.equal(
      groupFiles(id, groups, mounts)?.memoryLimit,
      `/sys/fs/cgroup/system.slice/docker-${id}.scope/memory.max`,
    );
  });

  it('of another process are not ours', () => {
    const mounts = '30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw';
    assert.equal(groupFiles(id, '0::/init.scope\n', mounts), undefined);
  });

  it('tell the same in both versions', () => {
    const first = readGroups(5, 1, {
      cpu: '7000\n',
      memory: '1000\n',
      memoryStat: 'cache 5\ntotal_inactive_file 300\ntotal_shmem 64\n',
      memoryLimit: '9223372036854771712\n',
      blocks: '8:0 Read 10\n8:0 Write 20\n8:16 Read 1\nTotal 31\n',
      processes: '3\n',
    });
    const second = readGroups(5, 2, {
      cpu: 'usage_usec 7\nuser_usec 5\n',
      memory: '1000\n',
      memoryStat: 'anon 5\ninactive_file 300\nshmem 64\n',
      memoryLimit: 'max\n',
      blocks: '8:0 rbytes=10 wbytes=20 rios=1\n8:16 rbytes=1 wbytes=0\n',
      processes: '3\n',
    });
    const told = {
      at: 5,
      cpuNanoseconds: 7000,
      memory: 700,
      read: 11,
      written: 20,
      processes: 3,
    };
    assert.deepEqual([first, second], [told, told]);
  });

  it('have a limit where one was set', () => {
    const none = { cpu: '1', memory: '1', memoryStat: '', blocks: '', processes: undefined };
    assert.equal(readGroups(0, 2, { ...none, memoryLimit: '536870912\n' }).memoryLimit, 536_870_912);
  });

  it('leave the network to the devices, without the loop', () => {
    const text = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs
    lo:  999      1    0    0    0     0          0         0      999       1    0
  eth0: 1500      9    0    0    0     0          0         0      250       3    0
`;
    assert.deepEqual(readNetwork(text), { received: 1500, sent: 250 });
    assert.deepEqual(readNetwork(''), {});
  });
});
