-- Tells echonet watch on this machine of each study that Orthanc has not received anything of for
-- StableAge seconds. In orthanc.json: "LuaScripts": ["/etc/orthanc/orthanc-stable-study.lua"].
function OnStableStudy(studyId, tags, metadata)
  if tags['StudyInstanceUID'] == nil then
    return
  end
  local body = DumpJson({ StudyInstanceUID = tags['StudyInstanceUID'] }, true)
  -- A watch that is not there finds the study by its next search.
  pcall(HttpPost, 'http://127.0.0.1:9464/studies', body, { ['Content-Type'] = 'application/json' })
end
