# 二进制报文: 序号 (32 位) + 时间 (double). 从 0 开始编号.
import select
import socket
import statistics
import struct
import sys
import time

目标 = (sys.argv[1] if len(sys.argv) > 1 else '192.168.1.20', int(sys.argv[2]) if len(sys.argv) > 2 else 12000)
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.connect(目标)
用时 = []
print('往返时间 (微秒)')
for n in range(10):
    开始 = time.monotonic_ns()
    报文 = struct.pack('!Id', n, time.time())
    结束 = time.monotonic() + 1
    收到 = None
    try:
        s.send(报文)
        while 收到 is None and time.monotonic() < 结束:
            if not select.select([s], [], [], max(0, 结束 - time.monotonic()))[0]:
                break
            数据 = s.recv(2048)
            # 服务器把小写字母变成大写, 所以也比较大写的
            if 数据 in (报文, 报文.upper()):
                收到 = (time.monotonic_ns() - 开始) // 1000
    except OSError:
        time.sleep(0.2)
    if 收到 is None:
        print('第%d个: 没有回答' % n)
    else:
        用时.append(收到)
        print('第%d个: %d µs' % (n, 收到))
print('发送 10, 收到 %d, 丢失率 %.2f' % (len(用时), (10 - len(用时)) / 10))
if 用时:
    print('最大 %d µs, 最小 %d µs, 平均 %.1f µs' % (max(用时), min(用时), statistics.fmean(用时)))
    print('标准差 %.1f µs' % statistics.pstdev(用时))
