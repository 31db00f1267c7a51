import type { Meaning } from './types.ts';

interface Keyword {
  readonly meaning: Meaning;
  readonly pattern: RegExp;
}

/**
 * Words that tell what a prompt, a variable or an argument wants, the most telling first: `server port` is a port,
 * `password for user` a password, `mail server` a host. Accents are gone and camelCase is split before matching.
 * Latin script, then Cyrillic, Chinese, Japanese and Korean.
 */
const keywords: readonly Keyword[] = [
  {
    meaning: 'password',
    pattern:
      /\b(pass ?words?|passwd|pwd|pass|passphrase|secret|app ?password|senha|contrasena|clave|mot de passe|passwort|kennwort|wachtwoord|haslo|sifre|parola|kata sandi|mat khau|losenord|heslo|palavra passe)\b|парол|密码|密碼|授权码|パスワード|비밀번호|암호/,
  },
  {
    meaning: 'continue',
    pattern:
      /\(?\[?\b(y|yes|s|si|sim|j|ja|o|oui|t|e)\b\]?\)? ?[/|,] ?\(?\[?\b(n|no|nao|nein|non|nie|h)\b|\b(continue|again|another|retry|repeat|quit|press enter|continuar|novamente|otra vez|de nouveau|weiter|nochmal|doorgaan|tekrar|lagi|ancora)\b|продолж|继续|繼續|続け|계속/,
  },
  {
    meaning: 'count',
    pattern:
      /\b(counts?|how many|number of|num|times|repetitions?|iterations?|attempts|tries|packets|pings|quantidade|quantos|quantas|cantidad|cuantos|cuantas|combien|nombre de|anzahl|wie viele|aantal|ile|liczba|kac|adet|sayisi|jumlah|quanti|numero de|so lan|antal|pocet)\b|сколько|количеств|次数|次數|数量|多少|回数|횟수|개수/,
  },
  {
    meaning: 'timeout',
    pattern:
      /\b(time ?outs?|time ?out|wait|deadline|tempo limite|tiempo de espera|delai|zeituberschreitung)\b|таймаут|超时|逾時|タイムアウト|시간 초과/,
  },
  {
    meaning: 'interval',
    pattern: /\b(interval|delay|period|intervalo|intervalle|intervall|pause)\b|интервал|间隔|間隔|간격/,
  },
  {
    meaning: 'size',
    pattern:
      /\b(packet size|buffer size|size|bytes|length|tamanho|tamano|taille|grosse)\b|размер|大小|サイズ|크기/,
  },
  {
    meaning: 'port',
    pattern:
      /\b(ports?( ?n[ro]| ?num(ber)?| ?id)?|porta|puerto|poort|numero de port|gniazdo|baglanti noktasi|cong)\b|порт|端口|端口号|連接埠|ポート|포트/,
  },
  {
    meaning: 'subject',
    pattern:
      /\b(subject|subj|assunto|asunto|sujet|objet|betreff|onderwerp|temat|konu|subjek|oggetto|chu de|amne|predmet)\b|тема|主题|主題|标题|標題|件名|제목/,
  },
  { meaning: 'cc', pattern: /\b(b?cc|carbon copy)\b|抄送/ },
  {
    meaning: 'recipient',
    pattern:
      /\b(recipients?|rcpt( ?to)?|receivers?( ?(e ?)?mails?)?|to ?(e ?)?(mail|addr(ess)?)?|mail ?to|destinat(ario|arios|aire|ar)|para|empfanger|an|ontvanger|odbiorca|alici|penerima|nguoi nhan|mottagare|prijemce|destination (e ?)?mail|(e ?)?mail destination)\b(?! (ping|connect|continue|send|host|use|server|exit|quit|run|start|stop|listen|see|the|be|enter|bind))|получател|кому|收件|收信|宛先|받는/,
  },
  {
    meaning: 'sender',
    pattern:
      /\b(senders?( ?(e ?)?mail)?|mail ?from|from( ?(e ?)?(mail|addr(ess)?))?|your (gmail|(e ?)?mail)( address| id)?|remetente|remitente|expediteur|absender|von|afzender|nadawca|gonderen|pengirim|mittente|nguoi gui|avsandare|odesilatel|de)\b|отправител|发件|寄件|發件|差出人|보내는/,
  },
  { meaning: 'url', pattern: /\b(urls?|uri|link|web ?page|web ?address)\b|网址|網址|ссылк/ },
  {
    meaning: 'file',
    pattern:
      /\b(file( ?name| ?path)?s?|attachments?|image|picture|arquivo|archivo|fichier|datei|bestand|plik|dosya|berkas|allegato|imagem|html ?page|page|document|object|path)\b|файл|文件名|文件|檔案|附件|ファイル|파일/,
  },
  {
    meaning: 'body',
    pattern:
      /\b(body|message|msg|content|text|mail ?text|mensagem|mensaje|cuerpo|corpo|nachricht|inhalt|bericht|wiadomosc|mesaj|pesan|isi|messaggio|noi dung|meddelande|zprava|data)\b|сообщени|текст|正文|内容|內容|消息|本文|メッセージ|본문|내용|메시지/,
  },
  {
    meaning: 'mode',
    pattern:
      /\b(mode|choice|option|choose|select|selection|menu|opcao|opcion|choix|auswahl|keuze|wybor|secim|pilihan|scelta)\b|режим|выбер|选择|選擇|模式|選択|선택/,
  },
  {
    meaning: 'host',
    pattern:
      /\b(hosts?( ?names?)?|servers?( ?names?)?|ip( ?addr(ess)?)?|ipv[46]|address(es)?|addr|adresse?|target|destinations?|dest|domain|website|site|machine|remote|proxy|gateway|smtp|servidor|direccion|endereco|alvo|destino|serveur|hote|cible|ziel|rechner|doel|serwer|cel|adres|sunucu|hedef|alamat|peladen|indirizzo|dia chi|may chu|mal|cil|bind|listen|hostnames?)\b|адрес|сервер|хост|узел|地址|主机|主機|服务器|伺服器|域名|目标|目標|アドレス|サーバ|ホスト|주소|서버|호스트/,
  },
  {
    meaning: 'user',
    pattern:
      /\b(user( ?names?| ?id)?|usr|uname|login|log ?in|account|usuario|utilisateur|identifiant|benutzer(name)?|gebruiker(snaam)?|uzytkownik|kullanici( adi)?|pengguna|utente|nguoi dung|anvandare?|uzivatel)\b|пользовател|логин|用户|使用者|账号|帳號|账户|ユーザ|사용자|아이디/,
  },
  {
    meaning: 'sender',
    pattern: /\b(e ?mail|gmail|mail)( ?(id|addr(ess)?))?\b|邮箱|邮件地址|メール|почт|이메일/,
  },
  {
    meaning: 'folder',
    pattern:
      /\b(folder|dir(ectory)?|root|doc ?root|www|pasta|carpeta|dossier|ordner)\b|папк|目录|目錄|フォルダ|폴더/,
  },
  {
    meaning: 'name',
    pattern:
      /\b(name|nome|nombre|nom|naam|imie|isim|nama|ten|namn|jmeno|id|identifier|client)\b|имя|名字|姓名|名前|이름/,
  },
];

/** What a prompt's text, a variable's name or a usage word asks for, in English and some twenty other languages. */
export function meaningOf(text: string): Meaning {
  const words = plainWords(text);
  return keywords.find((keyword) => keyword.pattern.test(words))?.meaning ?? 'unknown';
}

/** `serverPort_no` becomes `server port no`, `Endereço` becomes `endereco`. */
export function plainWords(text: string): string {
  return text
    .slice(-300)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replaceAll('ı', 'i')
    .replaceAll('ł', 'l')
    .toLowerCase()
    .replace(/[_-]+/g, ' ');
}
