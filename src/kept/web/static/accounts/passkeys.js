// Says on the page what allauth's script would tell the console alone.
(function () {
  const trouble = () => document.getElementById('passkey-trouble')

  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    trouble().hidden = false
  })

  document.addEventListener('DOMContentLoaded', function () {
    if (window.PublicKeyCredential) return
    for (const each of document.querySelectorAll('[id^=mfa_webauthn], #passkey_login')) each.disabled = true
    trouble().textContent = trouble().dataset.none
    trouble().hidden = false
  })
})()
